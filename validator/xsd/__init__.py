"""XML Schema 1.0: types, content, values; knows neither reports nor DTSs."""
