-- The house's database, owned by the role that runs migrations. Idempotent.
SELECT 'CREATE DATABASE wedsync OWNER wedsync_owner'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'wedsync')
\gexec
