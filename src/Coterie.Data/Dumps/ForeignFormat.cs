namespace Coterie.Data;

/// <summary>
/// A format that is not read, because only its own library can: files of models, and pickles, which can hold programs. The error shows the
/// lines of Python that turn such a file into one that is read.
/// </summary>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Endings">The usual endings of its files.</param>
/// <param name="Is">Whether a file's first bytes are this format's.</param>
/// <param name="IsArchive">Whether the names in a zip archive are this format's.</param>
/// <param name="Python">The lines, of a file's name and its name without the ending.</param>
internal sealed record ForeignFormat(
    string Name,
    string[] Endings,
    DumpFormat.StartTest Is,
    Func<string, bool> IsArchive,
    Func<string, string, string> Python)
{
    // Torch's files of before 1.6 are pickles that begin with this number.
    private static readonly byte[] TorchMagic = [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];

    private static readonly ForeignFormat[] All =
    [
        new(
            "a PyTorch file",
            [".pt", ".pth"],
            start => start.StartsWith(TorchMagic),
            name => name == "data.pkl" || name.EndsWith("/data.pkl", StringComparison.Ordinal),
            (file, stem) => OfTorch(file, stem)),
        new(
            "a Keras model",
            [".keras"],
            _ => false,
            name => name == "config.json",
            (file, stem) => $"keras.models.load_model(\"{file}\").export(\"{stem}.onnx\", format=\"onnx\")"),
        new(
            "an HDF5 file",
            [".h5", ".hdf5"],
            start => start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A]),
            _ => false,
            (file, stem) => $"keras.models.load_model(\"{file}\").export(\"{stem}.onnx\", format=\"onnx\") for a model; "
                + $"f = h5py.File(\"{file}\"); np.savez(\"{stem}.npz\", **{{k: f[k][:] for k in f}}) for arrays"),
        new(
            "a checkpoint",
            [".ckpt"],
            _ => false,
            _ => false,
            (file, stem) => $"model.load_weights(\"{file}\"); model.export(\"{stem}.onnx\", format=\"onnx\")"),
        new(
            "a Python pickle",
            [".pkl", ".pickle"],
            // The protocol's number, and a frame, a dictionary, a list or the name of a type.
            start => start is [0x80, >= 2 and <= 5, 0x95 or (byte)'}' or (byte)']' or (byte)'c', ..],
            _ => false,
            (file, stem) => $"d = pickle.load(open(\"{file}\", \"rb\")); np.savez(\"{stem}.npz\", **d)"),
    ];

    /// <summary>Refuses a file of such a format, told by its content, else by its ending.</summary>
    /// <param name="path">The file, which is no dump.</param>
    /// <param name="start">Its first bytes.</param>
    /// <exception cref="InputException">It is such a file.</exception>
    public static void Refuse(string path, ReadOnlySpan<byte> start)
    {
        foreach (ForeignFormat format in All)
        {
            if (format.Is(start)) throw format.Refused(path);
        }
        if (Array.Find(All, format => format.Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)) is { } byEnding)
        {
            throw byEnding.Refused(path);
        }
    }

    /// <summary>Refuses an archive of such a format.</summary>
    /// <param name="path">The archive, which holds no arrays of NumPy.</param>
    /// <param name="names">The names in it.</param>
    /// <exception cref="InputException">It is such a file.</exception>
    public static void RefuseArchive(string path, IReadOnlyList<string> names)
    {
        if (Array.Find(All, format => names.Any(format.IsArchive)) is { } format) throw format.Refused(path);
    }

    private static string OfTorch(string file, string stem)
    {
        // Lightning keeps more than the weights.
        string weights = file.EndsWith(".ckpt", StringComparison.OrdinalIgnoreCase) ? "[\"state_dict\"]" : "";
        return $"model.load_state_dict(torch.load(\"{file}\"){weights}); torch.onnx.export(model.eval(), x, \"{stem}.onnx\") for a model; "
            + $"np.savez(\"{stem}.npz\", **torch.load(\"{file}\")) for a dictionary of tensors";
    }

    private InputException Refused(string path)
    {
        string python = Python(Path.GetFileName(path), Path.GetFileNameWithoutExtension(path));
        return new InputException(
            $"{path}: found {Name}, which only Python can read; expected an ONNX model or a dump of activations; in Python: {python}");
    }
}
