using System.Runtime.InteropServices;

namespace Coterie.Data;

/// <summary>An image of an archive and its class.</summary>
/// <param name="Entry">Its index among the archive's images.</param>
/// <param name="Label">The index of its class.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sample(int Entry, int Label);
