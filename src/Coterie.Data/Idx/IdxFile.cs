using System.Buffers.Binary;

namespace Coterie.Data;

/// <summary>
/// Reads IDX files, the format of MNIST (http://yann.lecun.com/exdb/mnist): a big-endian header of a magic number and the sizes,
/// followed by bytes. The content, not the name, tells whether a file is gzipped.
/// </summary>
internal static class IdxFile
{
    private const uint ImagesMagic = 0x00000803;
    private const uint LabelsMagic = 0x00000801;

    /// <summary>Reads the images of one split and their labels.</summary>
    /// <param name="imagesPath">A file of count × height × width gray values.</param>
    /// <param name="labelsPath">A file of as many labels, in <c>0..classNames.Count-1</c>.</param>
    /// <param name="classNames">The classes, each of which must have a sample.</param>
    /// <param name="cancellation">Stops between the files.</param>
    /// <exception cref="InputException">
    /// A file cannot be read or is damaged, or the two do not belong together; the message names the file, what it holds and what was
    /// expected.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImageSet Read(
        string imagesPath, string labelsPath, IReadOnlyList<string> classNames, CancellationToken cancellation = default) =>
        Read(imagesPath, labelsPath, [.. Enumerable.Range(0, classNames.Count).Select(label => (byte)label)], classNames, cancellation);

    /// <summary>Reads the images of one split and their labels, which are any bytes.</summary>
    /// <param name="imagesPath">A file of count × height × width gray values.</param>
    /// <param name="labelsPath">A file of as many labels.</param>
    /// <param name="classes">The label of each class, ascending.</param>
    /// <param name="classNames">The classes, each of which must have a sample.</param>
    /// <param name="cancellation">Stops between the files.</param>
    /// <exception cref="InputException">As above.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImageSet Read(
        string imagesPath, string labelsPath, byte[] classes, IReadOnlyList<string> classNames, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // The small file first, so that its errors are reported at once.
        int[] labels = ToClasses(labelsPath, ReadLabels(labelsPath), classes);
        EveryClass.Require(labels, classNames, labelsPath);
        cancellation.ThrowIfCancellationRequested();
        (byte[] pixels, int count, int height, int width) = ReadImages(imagesPath);
        if (count != labels.Length)
            throw new InputException($"{labelsPath}: holds {labels.Length} labels, expected {count}, as many as images in {imagesPath}");
        return new(pixels, labels, height, width);
    }

    /// <summary>Refuses splits whose images differ in size.</summary>
    /// <exception cref="InputException">They do.</exception>
    public static DataSet RequireOneSize(string trainPath, string testPath, DataSet data)
    {
        (ImageSet train, ImageSet test) = (data.Train, data.Test);
        if (train.Height == test.Height && train.Width == test.Width) return data;
        throw new InputException(
            $"{testPath}: holds images of {test.Height}×{test.Width}, expected {train.Height}×{train.Width} as in {trainPath}");
    }

    /// <summary>Reads a file of labels.</summary>
    /// <exception cref="InputException">It cannot be read or is damaged.</exception>
    public static byte[] ReadLabels(string path)
    {
        FileContent content = FileContent.Read(path);
        Span<byte> header = stackalloc byte[8];
        ReadHeader(content, path, header, LabelsMagic, "labels");
        uint count = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (count == 0) throw new InputException($"{path}: the header announces 0 labels, expected at least one");
        int length = CheckedLength(path, (uint)header.Length + (UInt128)count, $"{count} labels");
        return content.Whole(length, $"{count} labels")[header.Length..];
    }

    private static (byte[] Pixels, int Count, int Height, int Width) ReadImages(string path)
    {
        FileContent content = FileContent.Read(path);
        Span<byte> header = stackalloc byte[16];
        ReadHeader(content, path, header, ImagesMagic, "images");
        uint count = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        uint width = BinaryPrimitives.ReadUInt32BigEndian(header[12..]);
        string sizes = $"{count} images of {height}×{width}";
        if (count == 0 || height == 0 || width == 0)
            throw new InputException($"{path}: the header announces {sizes}, expected at least one image of at least one pixel");
        int length = CheckedLength(path, (uint)header.Length + ((UInt128)count * height * width), sizes);
        return (content.Whole(length, sizes)[header.Length..], (int)count, (int)height, (int)width);
    }

    private static int[] ToClasses(string path, byte[] values, byte[] classes)
    {
        int[] labels = new int[values.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = Array.BinarySearch(classes, values[i]);
            if (labels[i] < 0) throw new InputException($"{path}: label {i} is {values[i]}, expected {classes[0]} to {classes[^1]}");
        }
        return labels;
    }

    private static void ReadHeader(FileContent content, string path, Span<byte> header, uint expected, string what)
    {
        int length = content.Prefix(header);
        if (length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(header) is var magic && magic != expected)
            throw new InputException($"{path}: begins with 0x{magic:X8}, expected 0x{expected:X8}, the magic number of IDX {what}");
        if (length < header.Length)
            throw new InputException($"{path}: truncated in the header: holds {length} bytes, expected at least {header.Length}");
    }

    private static int CheckedLength(string path, UInt128 length, string sizes) =>
        length <= (UInt128)Array.MaxLength
            ? (int)length
            : throw new InputException($"{path}: the header announces {sizes}, {length} bytes, expected at most {Array.MaxLength}");
}
