namespace Coterie.Data;

/// <summary>
/// Tells what a library throws over the content of a file from the rest. Libraries promise little of what damaged files make them throw, so
/// all of it counts, and the caller adds the file's name.
/// </summary>
internal static class ReaderFault
{
    /// <summary>
    /// Whether an exception is the file's fault: not an input error that is worded already, a cancellation, or a lack of memory.
    /// </summary>
    public static bool Is(Exception e) => e is not (InputException or OperationCanceledException or OutOfMemoryException);
}
