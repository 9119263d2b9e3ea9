namespace Coterie.Runs.Ranking;

/// <summary>What of a network a measure is taken of, so that networks of different depth have one value each.</summary>
public enum RankingScope
{
    /// <summary>The whole model.</summary>
    Model,

    /// <summary>The last of its hidden layers.</summary>
    LastLayer,

    /// <summary>The mean over its hidden layers that have a value.</summary>
    MeanOverLayers,
}
