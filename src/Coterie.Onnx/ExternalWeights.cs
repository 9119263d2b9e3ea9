using System.Globalization;
using Coterie.Onnx.Schema;

namespace Coterie.Onnx;

/// <summary>The weights that a model keeps in files of their own.</summary>
internal static class ExternalWeights
{
    /// <summary>Makes sure that a model's weights are there: in its folder, in files that are long enough.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="graph">Its graph.</param>
    /// <returns>The files, without duplicates.</returns>
    /// <exception cref="InputException">A file is missing, too short, or outside the folder.</exception>
    public static IReadOnlyList<string> Require(string path, GraphProto graph)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        List<string> files = [];
        foreach (TensorProto tensor in graph.Initializer.Where(tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External))
        {
            string location = Entry(tensor, "location") ?? "";
            // No name of a file has it, and paths refuse it.
            if (location.Contains('\0', StringComparison.Ordinal)) location = "";
            string file = Path.GetFullPath(Path.Combine(folder, location));
            string inside = Path.GetRelativePath(folder, file);
            if (location.Length == 0 || Path.IsPathRooted(location) || inside.Split('/', '\\')[0] is "..")
            {
                throw new InputException(
                    $"{path}: found the weights {tensor.Name} in '{location}', outside the model's folder; "
                    + "expected a file beside the model");
            }
            if (!File.Exists(file))
            {
                throw new InputException(
                    $"{path}: found no file '{location}' with the weights {tensor.Name}, expected it beside the model");
            }
            Int128 end = (Int128)Number(tensor, "offset") + Number(tensor, "length");
            if (new FileInfo(file).Length < end)
            {
                throw new InputException(
                    $"{file}: found {new FileInfo(file).Length} bytes, expected at least {end} for the weights {tensor.Name} of {path}");
            }
            if (!files.Contains(file, StringComparer.Ordinal)) files.Add(file);
        }
        return files;
    }

    private static string? Entry(TensorProto tensor, string key)
    {
        return tensor.ExternalData.FirstOrDefault(entry => string.Equals(entry.Key, key, StringComparison.Ordinal))?.Value;
    }

    private static long Number(TensorProto tensor, string key)
    {
        return long.TryParse(Entry(tensor, key), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
    }
}
