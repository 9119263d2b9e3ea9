namespace Coterie.Paper;

/// <summary>H1: do neurons that are active together form communities, beyond what null models of the graph have?</summary>
internal static class CommunityClaim
{
    private const double Smallest = 0.02;

    private static readonly (string Name, string Model)[] Nulls =
        [("random lists", "randomLists"), ("shuffled weights", "shuffledWeights"), ("rewired", "rewired")];

    private static readonly (string Name, string Variant)[] Measures =
        [("weighted overlap", "weightedOverlapExcess"), ("Louvain", "louvainModularityExcess")];

    public static Claim Of(IReadOnlyList<StudyRuns> studies)
    {
        return new Claim(
            "H1",
            "“The neurons that are frequently activated together form a community in activation pattern graph.”",
            "the excess of modularity at the last snapshot over that of a null model: lists of representatives drawn at random, "
                + "co-activations shuffled within each class, edges rewired with every degree kept",
            [
                .. Nulls.Select(model => new ClaimGroup(
                    model.Name,
                    [
                        .. from study in studies
                           from layer in Enumerable.Range(0, study.Seeds[0][0].Layers.Count)
                           from measure in Measures
                           let test = Test(study, layer, model.Model, measure)
                           where test is not null
                           select test,
                    ])).Where(group => group.Tests.Count > 0),
            ]);
    }

    private static ClaimTest? Test(StudyRuns study, int layer, string model, (string Name, string Variant) measure)
    {
        string name = study.Seeds[0][0].Layers[layer].Name;
        return Paired.Test(
            study, $"layer {layer + 1}, {measure.Name}", Smallest, seed => seed[^1].OfLayer(name, model, measure.Variant));
    }
}
