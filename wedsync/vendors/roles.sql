-- The five database roles. Idempotent; run once per cluster by a superuser:
--     psql -f wedsync/vendors/roles.sql postgres
-- `wedsync` logs in and can do nothing by itself; each connection at once assumes one of the others.
--   wedsync_owner     owns tables and runs migrations; sees no tenant rows (FORCE row-level security)
--   wedsync_app       what web, workers and commands are; sees the rows of the tenant that is set
--   wedsync_operator  the few places that look across tenants
--   wedsync_desk      the operators' admin: as wedsync_operator, but couples' rows only of vendors
--                     whom the operator visits (see wedsync/vendors/visit.py)
-- None of them is superuser and none has BYPASSRLS: every sight of a row goes through a policy.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wedsync_owner') THEN
    CREATE ROLE wedsync_owner NOLOGIN CREATEDB;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wedsync_app') THEN
    CREATE ROLE wedsync_app NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wedsync_operator') THEN
    CREATE ROLE wedsync_operator NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wedsync_desk') THEN
    CREATE ROLE wedsync_desk NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wedsync') THEN
    CREATE ROLE wedsync LOGIN NOINHERIT;
  END IF;
END $$;
GRANT wedsync_operator TO wedsync_desk WITH INHERIT TRUE, SET FALSE;
GRANT wedsync_owner, wedsync_app, wedsync_operator, wedsync_desk
  TO wedsync WITH INHERIT FALSE, SET TRUE;
