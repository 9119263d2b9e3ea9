using System.Text;

namespace Coterie.Data.Tests.Dumps;

public sealed class DumpLabelsTests : IDisposable
{
    private static readonly byte[] Layer = Npz.Array("<f4", [1f, 2, 3, 4], 4, 1);

    private readonly Npz npz = new();

    // As numpy.savez writes the same four labels: cat, owl, cat, dog.
    public static TheoryData<byte[], string[], string?> Same { get; } = new()
    {
        { Npz.Array("<i8", [0L, 2, 0, 1], 4), ["0", "1", "2"], null },
        { Npz.Array(">i4", [0, 2, 0, 1], 4), ["0", "1", "2"], null },
        { Npz.Array("<i8", [1L, 3, 1, 2], 4), ["1", "2", "3"], "labels: whole numbers, as classes 0 = 1, 1 = 2, 2 = 3" },
        { Npz.Array<byte>("|u1", [3, 250, 3, 7], 4), ["3", "7", "250"], "labels: whole numbers, as classes 0 = 3, 1 = 7, 2 = 250" },
        {
            Npz.Array<ulong>("<u8", [0, ulong.MaxValue, 0, 1], 4),
            ["0", "1", "18446744073709551615"],
            "labels: whole numbers, as classes 0 = 0, 1 = 1, 2 = 18446744073709551615"
        },
        { Npz.Array("<i8", [0L, 2, 0, 1], 4, 1), ["0", "1", "2"], "labels: whole numbers, as classes 0 to 2" },
        { Npz.Array("<f4", [0f, 2, 0, 1], 4), ["0", "1", "2"], "labels: whole numbers in <f4, as classes 0 to 2" },
        { Npz.Array(">f8", [10.0, 30, 10, 20], 4), ["10", "20", "30"], "labels: whole numbers in >f8, as classes 0 = 10, 1 = 20, 2 = 30" },
        { Npz.Array("<f2", [(Half)0, (Half)2, (Half)0, (Half)1], 4), ["0", "1", "2"], "labels: whole numbers in <f2, as classes 0 to 2" },
        { Npz.Array<ushort>("<V2", [0, 0x4000, 0, 0x3F80], 4), ["0", "1", "2"], "labels: whole numbers in <V2, as classes 0 to 2" },
        { Npz.Array<byte>("|u1", [1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0], 4, 3), ["0", "1", "2"], "labels: one-hot rows, as classes 0 to 2" },
        {
            Npz.Array("<f8", [0, 1.0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0], 4, 4),
            ["1", "2", "3"],
            "labels: one-hot rows, as classes 0 = 1, 1 = 2, 2 = 3"
        },
        { Texts("<U3", "cat", "owl", "cat", "dog"), ["cat", "dog", "owl"], "labels: text, as classes 0 = cat, 1 = dog, 2 = owl" },
        { Texts(">U4", "cat", "owl", "cat", "dog"), ["cat", "dog", "owl"], "labels: text, as classes 0 = cat, 1 = dog, 2 = owl" },
        { Texts("|S3", "cat", "owl", "cat", "dog"), ["cat", "dog", "owl"], "labels: text, as classes 0 = cat, 1 = dog, 2 = owl" },
        { Texts("<U2", "9", "11", "9", "10"), ["9", "10", "11"], "labels: text, as classes 0 = 9, 1 = 10, 2 = 11" },
        { Texts("<U2", "09", "9", "09", "1"), ["09", "1", "9"], "labels: text, as classes 0 = 09, 1 = 1, 2 = 9" },
        {
            Texts("<U2", "\uFF21", "\U0001F600", "\uFF21", "\uFF22"),
            ["\uFF21", "\uFF22", "\U0001F600"],
            "labels: text, as classes 0 = \uFF21, 1 = \uFF22, 2 = \U0001F600"
        },
    };

    public void Dispose() => npz.Dispose();

    [Theory]
    [MemberData(nameof(Same))]
    public void Labels_of_any_kind_become_classes_in_sorted_order(byte[] labels, string[] names, string? note)
    {
        DumpActivations source = new(npz.Write(("h", Layer), ("labels", labels)));

        Assert.Equal(names, source.ClassNames, StringComparer.Ordinal);
        Assert.Equal([0, 2, 0, 1], RecordedActivations.Of(source).Labels);
        Assert.Equal(note, source.Notes.FirstOrDefault(line => !line.StartsWith("warning", StringComparison.Ordinal)));
    }

    [Fact]
    public void True_and_false_are_two_classes()
    {
        DumpActivations source = new(npz.Write(("h", Layer), ("labels", Npz.Array<byte>("|b1", [0, 1, 1, 0], 4))));

        Assert.Equal(["False", "True"], source.ClassNames);
        Assert.Equal([0, 1, 1, 0], RecordedActivations.Of(source).Labels);
        Assert.Equal(["labels: true and false, as classes 0 = False, 1 = True"], source.Notes);
    }

    [Fact]
    public void One_hot_rows_in_Fortran_order_are_read()
    {
        byte[] labels = [.. Npz.Header("|u1", [4, 3], fortran: true), 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0];

        Assert.Equal([0, 2, 0, 1], RecordedActivations.Of(new DumpActivations(npz.Write(("h", Layer), ("labels", labels)))).Labels);
    }

    [Fact]
    public void Labels_that_may_be_none_are_said()
    {
        Assert.Equal(["warning: labels: every sample has the label 0, so there is one class"], Notes(0, 0, 0, 0));
        Assert.Empty(Notes(0, 1, 2, 3));
        long[] numbers = [.. Enumerable.Range(0, 40).Select(k => k % 21L)];
        Assert.Equal(["warning: labels: found 21 different labels among 40 samples, and took each for a class"], Notes(numbers));
        Assert.Empty(Notes([.. numbers, 0, 0]));

        IReadOnlyList<string> Notes(params long[] labels)
        {
            int samples = labels.Length;
            byte[] layer = Npz.Array("<f4", new float[samples], samples, 1);
            return new DumpActivations(npz.Write(("h", layer), ("labels", Npz.Array("<i8", labels, samples)))).Notes;
        }
    }

    [Fact]
    public void Long_lists_of_classes_are_cut_in_notes()
    {
        byte[] layer = Npz.Array("<f4", new float[60], 60, 1);
        byte[] labels = Npz.Array("<i4", Enumerable.Range(0, 60).Select(k => 100 + k / 3).ToArray(), 60);

        string note = Assert.Single(new DumpActivations(npz.Write(("h", layer), ("labels", labels))).Notes);

        Assert.EndsWith("10 = 110, …, 19 = 119", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_are_called_otherwise_are_named()
    {
        string path = npz.Write(("h", Layer), ("y_train", Npz.Array("<i8", [0L, 1, 0, 1], 4)));

        Assert.Equal([0, 1, 0, 1], RecordedActivations.Of(Read(path, "y_train")).Labels);
        Assert.Equal("h", Assert.Single(Read(path, "y_train").Layers).Name);
        Refused(() => new DumpActivations(path), "no array 'labels'", "h (4, 1), y_train (4,)", "--labels");
        Refused(() => Read(path, "targets"), "no array 'targets', and no file", "y_train (4,)");
    }

    [Fact]
    public void Labels_may_be_in_an_array_of_their_own()
    {
        string dump = npz.Write(("h", Layer));
        byte[] labels = Npz.Array("<i8", [0L, 1, 0, 1], 4);
        File.WriteAllBytes(npz.PathTo("y.npy"), labels);
        File.WriteAllBytes(npz.PathTo("cut.npy"), labels[..^1]);
        File.Move(dump, npz.PathTo("d.npz"));
        File.Move(npz.Write(("y", labels)), npz.PathTo("one.npz"));
        File.Move(npz.Write(("y", labels), ("labels", labels)), npz.PathTo("two.npz"));
        File.Move(npz.Write(("y", labels), ("z", labels)), npz.PathTo("none.npz"));

        foreach (string file in (string[])["y.npy", "one.npz", "two.npz"])
        {
            Assert.Equal([0, 1, 0, 1], RecordedActivations.Of(Read(npz.PathTo("d.npz"), npz.PathTo(file))).Labels);
        }
        Refused(() => Read(npz.PathTo("d.npz"), npz.PathTo("cut.npy")), "cut.npy", "31 bytes");
        Refused(() => Read(npz.PathTo("d.npz"), npz.PathTo("none.npz")), "none.npz", "y (4,), z (4,)", "one array");
    }

    [Theory]
    [InlineData("0\n1\n0\n1\n")]
    [InlineData("label\n0\n1\n0\n1\n")]
    [InlineData("7\n0\n1\n0\n1\n", "0", "1")]
    [InlineData("cat\ndog\ncat\ndog", "cat", "dog")]
    [InlineData("animal\r\n\"cat\"\r\n\"dog\"\r\ncat\r\ndog\r\n", "cat", "dog")]
    [InlineData("file,Label\na.png,cat\nb.png,dog\nc.png,cat\nd.png,dog\n", "cat", "dog")]
    [InlineData("file;class\na;3\nb;10\nc;3\nd;10\n", "3", "10")]
    [InlineData("file\ty\na\t3\nb\t10\nc\t3\nd\t10\n", "3", "10")]
    public void Labels_may_be_in_a_table_as_text(string text, params string[] names)
    {
        File.WriteAllText(npz.PathTo("y.csv"), text);

        DumpActivations source = Read(npz.Write(("h", Layer)), npz.PathTo("y.csv"));

        Assert.Equal([0, 1, 0, 1], RecordedActivations.Of(source).Labels);
        Assert.Equal(names.Length == 0 ? ["0", "1"] : names, source.ClassNames);
        Assert.Contains("y.csv", Assert.Single(source.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("a,b\n1,2\n", "the columns a, b", "label or labels")]
    [InlineData("y,label\n1,2\n", "the columns y, label")]
    [InlineData("file,label\na,cat\nb\n", "line 3")]
    [InlineData("file,label\na,cat\nb,\n", "empty label for sample 1")]
    [InlineData("label\n", "no labels")]
    [InlineData("0\n1\n0\n", "4 samples", "as many as there are labels")]
    public void A_table_without_labels_is_refused(string text, params string[] parts)
    {
        File.WriteAllText(npz.PathTo("y.csv"), text);

        Refused(() => Read(npz.Write(("h", Layer)), npz.PathTo("y.csv")), parts);
    }

    private static DumpActivations Read(string path, string labels) => new(path, new DumpReading { Labels = labels });

    private static byte[] Texts(string descr, params string[] texts)
    {
        int length = descr[2] - '0';
        if (descr[1] == 'S')
        {
            return [.. Npz.Header(descr, [texts.Length]), .. texts.SelectMany(text => Encoding.UTF8.GetBytes(text.PadRight(length, '\0')))];
        }
        IEnumerable<uint> Points(string text) => text.EnumerateRunes().Select(rune => (uint)rune.Value);
        return Npz.Array(descr, texts.SelectMany(text => Points(text).Concat(new uint[length]).Take(length)).ToArray(), texts.Length);
    }

    private static void Refused(Func<object> action, params string[] parts)
    {
        string message = Assert.Throws<InputException>(action).Message;
        Assert.All(["found", "expected", .. parts], part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', message);
    }
}
