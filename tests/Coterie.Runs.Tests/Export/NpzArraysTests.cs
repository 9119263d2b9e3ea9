using System.Globalization;
using Coterie.Runs.Export;

namespace Coterie.Runs.Tests.Export;

public class NpzArraysTests
{
    [Fact]
    public void NumPy_reads_every_array()
    {
        using TemporaryFolder folder = new();
        ExportSample.Write("npz", folder["run.npz"]);
        string printed = Python.Run(
            "numpy",
            """
            import sys, numpy as np
            run = np.load(sys.argv[1])   # allow_pickle is off
            for name in run.files: run[name]
            assert run["snapshot"].tolist() == [1, 2] and run["step"].tolist() == [1, 2] and run["epoch"].tolist() == [1.0, 2.0]
            assert run["layers"].tolist() == ["layer1", "layer2"] and run["class_names"][9] == "wave"
            m = run["metrics"]
            q = m[(m["measure"] == "modularity") & (m["variant"] == "klb") & (m["layer"] == "layer1")]
            print(repr(float(q["value"][1])), m.shape[0])
            entropy = m[(m["measure"] == "classEntropy") & (m["variant"] == "all") & (m["snapshot"] == 2)]
            assert set(entropy["class"].tolist()) == set(range(10)), entropy
            assert set(entropy["layer"].tolist()) == {"", "layer1", "layer2"}
            assert set(m[m["measure"] == "modularity"]["class"].tolist()) == {-1}
            r = run["representatives/layer1"]
            assert r.shape == (2, 10, 4) and r[1, 0].tolist() == [9, 11, 1, 7], r[1, 0]
            means, all_ = run["means/layer2"], run["entropy_all/layer2"]
            assert means.shape == (2, 10, 12) and all_.shape == (2, 12) and means.dtype == np.float64
            # Representatives are those of the largest means.
            assert means[1, 3, run["representatives/layer2"][1, 3, 0]] == means[1, 3].max()
            e = run["edges/layer2"]
            assert np.isnan(run["entropy_common/layer1"]).all()
            l = run["louvain/layer2"]
            assert l.shape == (2, 12) and ((l >= 0).any(axis=0)[np.unique(e["source"])]).all()
            print(len(run["edges/layer1"]) + len(e), repr(float(e["weight"].sum())))
            """,
            folder["run.npz"]);

        double modularity = ExportSample.Run.Snapshots[1].OfLayer("layer1", "modularity", "klb")!.Value;
        int metrics = ExportSample.Run.Snapshots.Sum(snapshot => snapshot.Values.Count);
        LayerGraph[] graphs = [.. ExportSample.Run.Snapshots.Select(snapshot => LayerGraph.Of(ExportSample.Run, snapshot, "layer2"))];
        int edges = ExportSample.Reader.Manifest.Snapshots.Sum(entry => ExportSample.Reader.ReadEdges(entry).Count);
        string[] lines = printed.Split('\n');
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{modularity:R} {metrics}"), lines[0]);
        Assert.StartsWith($"{edges} ", lines[1], StringComparison.Ordinal);
        Assert.Equal(
            graphs.SelectMany(graph => graph.Edges).Sum(edge => edge.Weight),
            double.Parse(lines[1].Split(' ')[1], CultureInfo.InvariantCulture),
            12);
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes()
    {
        using TemporaryFolder folder = new();
        foreach (string format in ExportFormats.All.Select(format => format.Name))
        {
            IReadOnlyList<string> once = ExportSample.Write(format, folder[$"{format}-once"]);
            IReadOnlyList<string> again = ExportSample.Write(format, folder[$"{format}-again"]);
            Assert.Equal(once.Select(File.ReadAllBytes), again.Select(File.ReadAllBytes));
        }
    }
}
