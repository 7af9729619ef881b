"""Bad files of every form: by hand, and cut and torn from good ones."""
