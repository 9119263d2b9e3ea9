namespace Coterie.Tests.Shared;

/// <summary>A file that is deleted after the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(ReadOnlySpan<byte> content = default)
    {
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Write(Action<Stream> write)
    {
        using FileStream stream = File.Create(Path);
        write(stream);
    }

    public void Dispose()
    {
        File.Delete(Path);
    }
}
