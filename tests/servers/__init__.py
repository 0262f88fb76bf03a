"""Private mail servers for the tests: on loopback, free ports, folders of their own, ended by their process ids."""
