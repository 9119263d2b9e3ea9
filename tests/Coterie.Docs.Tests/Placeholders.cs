namespace Coterie.Docs.Tests;

/// <summary>
/// What the pages' C# takes as given: the namespaces of a console project, and the names that stand for the reader's own.
/// </summary>
internal static class Placeholders
{
    public const string Text =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using static Given;

        internal static class Given
        {
            public static TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> model = null!, module = null!;
            public static TorchSharp.torch.Tensor inputs = null!;
            public static byte[] pixels = [];
            public static Given.Labels labels = new();
            public static double testAccuracy;
            public static Coterie.LayerAnalysis layer = null!;

            public static void Train() { }

            // One name for the labels of every kind of sample.
            public sealed class Labels
            {
                public static implicit operator int[](Labels _) => [];
                public static implicit operator TorchSharp.torch.Tensor(Labels _) => null!;
            }
        }
        """;
}
