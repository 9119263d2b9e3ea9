namespace Coterie.Activations;

/// <summary>Where the neurons stand among the axes of a layer's output that has positions.</summary>
public enum ChannelOrder
{
    /// <summary>Right after the samples, before the positions: N×C×H×W, as PyTorch keeps convolutions.</summary>
    ChannelsFirst,

    /// <summary>After the positions: N×H×W×C, as Keras keeps convolutions, and N×T×F, a sequence.</summary>
    ChannelsLast,
}
