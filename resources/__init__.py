"""What Tegata shows and knows besides its code: icons, catalogues, the table of providers."""
