using Coterie.Runs.Results;

namespace Coterie.Explorer.Documents;

/// <summary>Makes the document of the seeds of a study.</summary>
internal static class SeedDocuments
{
    /// <summary>The document.</summary>
    /// <param name="seeds">The documents of each seed's run.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public static SeedsDocument Of(IReadOnlyList<RunDocuments> seeds)
    {
        IReadOnlyList<RunDocuments> whole = SeedResults.Comparable(seeds, seed => seed.Manifest.Snapshots.Count);
        string[] ids = [.. whole.Select(seed => seed.Id)];
        if (whole[0].Manifest.Snapshots.Count == 0 || whole[0].Results.Settings is not StudyDocument) return new SeedsDocument(ids, []);
        SeedResults results = SeedResults.Of([.. whole.Select(seed => seed.Results)]);
        List<string> layers = [.. whole[0].Layers];
        return new SeedsDocument(
            ids,
            [
                .. Of(results.Correlations, results.CorrelationRange, RunDocuments.SpanOf(results.Settings)),
                .. Of(results.Formation?.Correlations ?? [], results.Formation?.Range, CorrelationSpan.Formation),
            ]);

        IEnumerable<MeasureCorrelation<SeedCoefficient?>> Of(
            IReadOnlyList<SeedCorrelation> correlations, SnapshotRange? range, CorrelationSpan over)
        {
            return from found in correlations
                   where found.Pearson is not null && (found.Layer is null || layers.IndexOf(found.Layer) >= 0)
                   select new MeasureCorrelation<SeedCoefficient?>(
                       found.Layer is null ? null : layers.IndexOf(found.Layer),
                       found.Class,
                       found.Measure,
                       found.Variant,
                       found.Against,
                       over,
                       range?.Snapshots ?? 0,
                       SeedCoefficient.Of(found.Pearson),
                       SeedCoefficient.Of(found.Spearman));
        }
    }
}
