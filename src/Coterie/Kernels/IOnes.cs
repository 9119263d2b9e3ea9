namespace Coterie.Kernels;

/// <summary>An instruction set's way to count the ones that two rows of bits share.</summary>
internal unsafe interface IOnes
{
    /// <summary>Whether this machine has the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>How many bits are set in both rows.</summary>
    /// <param name="left">One row.</param>
    /// <param name="right">The other.</param>
    /// <param name="words">Their words, see <see cref="BitRows.AddCommonOnes{TOnes}"/>.</param>
    static abstract long Common(ulong* left, ulong* right, int words);
}
