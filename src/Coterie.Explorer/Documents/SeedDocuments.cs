using Coterie.Runs.Results;
using Coterie.Runs.Studies;

namespace Coterie.Explorer.Documents;

/// <summary>Makes the document of the seeds of a study.</summary>
internal static class SeedDocuments
{
    /// <summary>The document.</summary>
    /// <param name="seeds">The documents of each seed's run.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public static SeedsDocument Of(IReadOnlyList<RunDocuments> seeds)
    {
        // Seeds are compared at the same snapshots; one that has got less far is left out.
        int most = seeds.Max(seed => seed.Manifest.Snapshots.Count);
        RunDocuments[] whole = [.. seeds.Where(seed => seed.Manifest.Snapshots.Count == most)];
        string[] ids = [.. whole.Select(seed => seed.Id)];
        if (most == 0 || Study.Of(whole[0].Reader) is not { } study) return new SeedsDocument(ids, []);
        SeedResults found = new SeededStudy(study, whole.Length).Results([.. whole.Select(seed => seed.Results)]);
        List<string> layers = [.. whole[0].Layers];
        return new SeedsDocument(
            ids,
            [
                .. Of(found.Correlations, found.CorrelationRange, RunDocuments.SpanOf(found.Settings)),
                .. Of(found.Formation?.Correlations ?? [], found.Formation?.Range, CorrelationSpan.Formation),
            ]);

        IEnumerable<CorrelationOverSeeds> Of(IReadOnlyList<SeedCorrelation> correlations, SnapshotRange? range, CorrelationSpan over)
        {
            return from correlation in correlations
                   where correlation.Pearson is not null && (correlation.Layer is null || layers.IndexOf(correlation.Layer) >= 0)
                   select new CorrelationOverSeeds
                   {
                       Layer = correlation.Layer is null ? null : layers.IndexOf(correlation.Layer),
                       Class = correlation.Class,
                       Measure = correlation.Measure,
                       Variant = correlation.Variant,
                       Against = correlation.Against,
                       Over = over,
                       Snapshots = range?.Snapshots ?? 0,
                       Pearson = SeedCoefficient.Of(correlation.Pearson),
                       Spearman = SeedCoefficient.Of(correlation.Spearman),
                   };
        }
    }
}
