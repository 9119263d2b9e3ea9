namespace Coterie;

/// <summary>
/// Something given to Coterie is unusable: a damaged file, a class without samples, an activation that is not a number.
/// The message is one line for a person: what was found, where, and what was expected.
/// </summary>
/// <param name="message">The line shown to the user; control characters in it, as names in files may have, are escaped.</param>
/// <param name="inner">What revealed it, if anything.</param>
public sealed class InputException(string message, Exception? inner = null) : Exception(Printable.Line(message), inner);
