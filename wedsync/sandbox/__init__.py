"""The provider sandbox: speaks the providers' wire protocols on this machine, and sends nothing."""
