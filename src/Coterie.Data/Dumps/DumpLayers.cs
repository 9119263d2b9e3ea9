namespace Coterie.Data;

/// <summary>Chooses the arrays of a dump that are layers.</summary>
internal static class DumpLayers
{
    /// <summary>Chooses the layers, in the order of the file.</summary>
    /// <param name="file">The dump.</param>
    /// <param name="reading">How to read it.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="notes">Receives what a person should know of the choice.</param>
    /// <exception cref="InputException">No array is a layer, one that was asked for is none, or a layer's shape cannot be read.</exception>
    public static ArrayLayer[] Of(DumpFile file, DumpReading reading, long samples, List<string> notes)
    {
        DumpArray[] candidates = [.. file.Arrays.Where(array => array.Name != reading.Labels && array.Name != DumpReading.DefaultLabels)];
        if (candidates.Length == 0)
        {
            throw new InputException($"{file.Path}: found no array but '{reading.Labels}'; expected one for each layer");
        }
        bool areAsked = reading.Layers.Count > 0;
        DumpArray[] chosen = areAsked ? Asked(file.Path, reading.Layers, candidates) : candidates;
        List<DumpArray> left = areAsked ? [] : [.. chosen.Where(array => WhyNone(array, samples) is not null)];
        if (left.Count == chosen.Length) left.Clear();
        ArrayLayer[] layers = [.. chosen.Except(left).Select(array => Layer(array, reading, samples))];

        if (left.Count > 0) notes.Add($"left out, as they are no activations of {samples} samples: {DumpFile.List(left)}");
        if (file.ForeignEntries > 0) notes.Add($"left out, as macOS added them: {file.ForeignEntries} entries of __MACOSX/");
        DumpArray[] bytes = [.. chosen.Except(left).Where(array => array.Header.Type.IsBFloat16 && array.Header.Descr != "BF16")];
        if (bytes.Length > 0) notes.Add($"values of type {bytes[0].Header.Descr}, read as bfloat16: {DumpFile.List(bytes)}");
        foreach (string pattern in reading.Layout.Select(rule => rule.Pattern).OfType<string>())
        {
            if (layers.All(layer => !NameMatching.Fits(pattern, layer.Layer.Name))) throw NoneFits(file.Path, "--layout", pattern, chosen);
        }
        notes.AddRange(layers.Select(layer => layer.Note).OfType<string>());
        return layers;
    }

    private static DumpArray[] Asked(string path, IReadOnlyList<string> patterns, DumpArray[] candidates)
    {
        foreach (string pattern in patterns)
        {
            if (!candidates.Any(array => NameMatching.Fits(pattern, array.Name))) throw NoneFits(path, "--layers", pattern, candidates);
        }
        return [.. candidates.Where(array => patterns.Any(pattern => NameMatching.Fits(pattern, array.Name)))];
    }

    private static ArrayLayer Layer(DumpArray array, DumpReading reading, long samples)
    {
        if (WhyNone(array, samples) is var (found, expected)) throw array.Bad(found, expected);
        return new ArrayLayer(array, reading);
    }

    private static (string Found, string Expected)? WhyNone(DumpArray array, long samples)
    {
        ArrayHeader header = array.Header;
        if (!header.Type.IsFloat) return ($"values of type {header.Descr}", $"{ArrayType.LayerTypes} for a layer");
        if (header.Shape.Length < 2) return ($"shape {header.ShapeText}", Activations.PooledShape.Expected);
        return header.Shape[0] == samples
            ? null
            : ($"{header.Shape[0]} samples (shape {header.ShapeText})", $"{samples}, as many as there are labels");
    }

    private static InputException NoneFits(string path, string option, string pattern, DumpArray[] arrays)
    {
        return new InputException(
            $"{path}: found no layer '{pattern}', which {option} names; expected a name or a pattern among {DumpFile.List(arrays)}");
    }
}
