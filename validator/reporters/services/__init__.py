"""What services that show findings beside the lines of a change read: code scanning, test reports, annotations."""
