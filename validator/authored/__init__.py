"""What users write for us: rules, waivers, mappings, configuration. One loader, one way to say what is wrong and where."""
