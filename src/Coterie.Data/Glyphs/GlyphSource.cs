namespace Coterie.Data;

/// <summary>The generated data set of glyphs: always there, and no more images are drawn than are wanted.</summary>
internal sealed class GlyphSource : IDataSetSource
{
    public bool IsBuiltIn => true;

    public DataSetStatus FindStatus(DataSetInfo set, DataStore store) => new(set, null, []);

    public Task<DataSet> LoadAsync(DataSetInfo set, DataStore store, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        // Generate needs an image of each class. The store takes the first images of these; it also refuses too few and too many.
        int train = Math.Clamp(store.Samples ?? set.TrainCount, set.ClassNames.Count, set.TrainCount);
        int test = store.Samples is { } samples ? Math.Clamp(samples / 6, set.ClassNames.Count, set.TestCount) : set.TestCount;
        return Task.FromResult(Glyphs.Generate(Glyphs.DefaultSeed, train, test, cancellation: cancellation));
    }
}
