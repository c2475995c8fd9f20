"""Who sends, through which servers: values and their TOML file."""
