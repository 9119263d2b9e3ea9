using System.IO.Compression;
using Coterie.Tests.Shared;

namespace Coterie.Data.Tests.Dumps;

public sealed class ForeignFormatTests : IDisposable
{
    private readonly Npz npz = new();

    public void Dispose()
    {
        npz.Dispose();
    }

    [Theory]
    [InlineData("e1.pt", "a PyTorch file", "torch.onnx.export(model.eval(), x, \"e1.onnx\")")]
    [InlineData("e1.PTH", "a PyTorch file", "np.savez(\"e1.npz\", **torch.load(\"e1.PTH\"))")]
    [InlineData("e1.h5", "an HDF5 file", "keras.models.load_model(\"e1.h5\").export(\"e1.onnx\", format=\"onnx\")")]
    [InlineData("e1.hdf5", "an HDF5 file", "f = h5py.File(\"e1.hdf5\"); np.savez(\"e1.npz\", **{k: f[k][:] for k in f})")]
    [InlineData("e1.keras", "a Keras model", "keras.models.load_model(\"e1.keras\").export(\"e1.onnx\", format=\"onnx\")")]
    [InlineData("e1.ckpt", "a checkpoint", "model.load_weights(\"e1.ckpt\"); model.export(\"e1.onnx\", format=\"onnx\")")]
    [InlineData("e1.pkl", "a Python pickle", "np.savez(\"e1.npz\", **d)")]
    public void An_ending_tells_what_a_file_is_if_its_content_does_not(string name, params string[] parts)
    {
        Refused(name, "anything"u8.ToArray(), parts);
    }

    [Fact]
    public void The_content_tells_what_a_file_is_whatever_its_ending()
    {
        Refused("e1.npz", [0x89, .. "HDF\r\n"u8, 0x1A, 0x0A, 0, 0], "an HDF5 file");
        Refused("e1.npz", [0x80, 0x04, 0x95, 0x10, 0, 0, 0], "a Python pickle");
        Refused("e1.npz", Zip("archive/data.pkl", "archive/data/0"), "a PyTorch file", "load_state_dict(torch.load(\"e1.npz\"))");
        Refused("e1.ckpt", Zip("e1/data.pkl", "e1/data/0"), "a PyTorch file", "torch.load(\"e1.ckpt\")[\"state_dict\"]");
        Refused("e1.zip", Zip("metadata.json", "config.json", "model.weights.h5"), "a Keras model");
        Refused("e1.zip", Zip("a.png"), "a zip archive without .npy files");
    }

    [Fact]
    public void What_PyTorch_writes_is_told_by_its_content()
    {
        string path = npz.PathTo("weights");
        Python.Run(
            "torch",
            """
            import sys, torch
            state = torch.nn.Linear(2, 3).state_dict()
            torch.save(state, sys.argv[1])
            torch.save(state, sys.argv[1] + ".old", _use_new_zipfile_serialization=False)
            """,
            path);
        Refused("weights", File.ReadAllBytes(path), "a PyTorch file");
        Refused("weights.old", File.ReadAllBytes(path + ".old"), "a PyTorch file");
    }

    [Fact]
    public void A_dump_with_such_an_ending_is_read()
    {
        string path = npz.Write(("h", Npz.Array("<f4", [1f, 2], 2, 1)), ("labels", Npz.Array("<i8", [0L, 1], 2)));
        string renamed = npz.PathTo("e1.pt");
        File.Move(path, renamed);

        Assert.Equal([1, 2], RecordedActivations.Of(new DumpActivations(renamed)).Values[0]);
    }

    private static byte[] Zip(params string[] names)
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create))
        {
            foreach (string name in names)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.WriteByte(1);
            }
        }
        return file.ToArray();
    }

    private void Refused(string name, byte[] content, params string[] parts)
    {
        string path = npz.PathTo(name);
        File.WriteAllBytes(path, content);
        string message = Assert.Throws<InputException>(() => new DumpActivations(path)).Message;
        Assert.StartsWith($"{path}: found {parts[0]}", message, StringComparison.Ordinal);
        foreach (string part in parts) Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
