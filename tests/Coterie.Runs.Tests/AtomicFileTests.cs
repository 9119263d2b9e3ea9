namespace Coterie.Runs.Tests;

public class AtomicFileTests
{
    [Fact]
    public void ReplacesWhatStandsThere()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("file", "a long old text");

        AtomicFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(IOException))]
    public void KeepsTheOldFileWhereWritingFails(Type failure)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("file", "old");

        Exception? thrown = Record.Exception(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw (Exception)Activator.CreateInstance(failure, "no space")!;
        }));

        // What the system refuses is the user's to mend; anything else is a mistake of the writer's and stays what it is.
        if (failure == typeof(IOException)) Assert.Equal($"{path}: cannot be written: no space", Assert.IsType<InputException>(thrown).Message);
        else Assert.IsType(failure, thrown);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void TakesThePlaceOfALeftover()
    {
        using TemporaryFolder folder = new();
        folder.Write("file.part", "left by a process that was ended by force, and longer");

        AtomicFile.Write(folder["file"], stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(folder["file"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void NamesAFileThatCannotBeWritten()
    {
        using TemporaryFolder folder = new();
        folder.Write("in-the-way", "");
        foreach (string path in (string[])[folder["in-the-way/file"], folder["nowhere/file"]])
        {
            InputException thrown = Assert.Throws<InputException>(() => AtomicFile.Write(path, _ => { }));
            Assert.StartsWith($"{path}: cannot be written", thrown.Message, StringComparison.Ordinal);
        }
        Directory.CreateDirectory(folder["a-folder"]);
        Assert.Throws<InputException>(() => AtomicFile.Write(folder["a-folder"], _ => { }));
        Assert.False(File.Exists(folder["a-folder.part"]));
    }
}
