using Coterie.Sweeps.Plans;
using CsCheck;

namespace Coterie.Sweeps.Tests.Plans;

public class SweepPlanTests
{
    [Fact]
    public void A_grid_has_every_combination_with_the_first_seed_then_with_the_next()
    {
        SweepPlan plan = Plan.Read(
            """
            [study]
            preset = "mnist"
            epochs = 5
            threads = 2

            [axes]
            hidden = [[256, 256], 64]
            dropout = [0, 0.5]

            [sweep]
            name = "widths"
            seeds = 2
            retries = 3
            report = ["modularity", "accuracy test"]
            """);
        Assert.Equal(("widths", 8, 3), (plan.Name, plan.Count, plan.Retries));
        Assert.Equal(["modularity", "accuracy test"], plan.Report);
        Assert.Equal(2, plan.Threads);
        Assert.Equal(["--threads", "2"], plan.Everywhere);
        Assert.Equal(
            [
                "dropout=0_hidden=256,256_seed=1", "dropout=0.5_hidden=256,256_seed=1", "dropout=0_hidden=64_seed=1",
                "dropout=0.5_hidden=64_seed=1", "dropout=0_hidden=256,256_seed=2", "dropout=0.5_hidden=256,256_seed=2",
                "dropout=0_hidden=64_seed=2", "dropout=0.5_hidden=64_seed=2",
            ],
            Names(plan.Runs));
        Assert.Equal(
            ["mnist", "--dropout", "0.5", "--epochs", "5", "--hidden", "256,256", "--seed", "1"], plan.Run(2).Arguments);
        Assert.Equal([1, 2, 3, 4], plan.Combinations.Select(run => run.Number));
    }

    [Fact]
    public void Without_axes_only_seeds_differ()
    {
        SweepPlan plan = Plan.Read("[sweep]\nseeds = [3, 1]");
        Assert.Equal(["seed=3", "seed=1"], Names(plan.Runs));
        Assert.Equal(["--seed", "3"], plan.Run(1).Arguments);
        Assert.Equal("plan", plan.Name);
        Assert.Equal(["--threads", "1"], plan.Everywhere);
        Assert.Equal("seed=1", Assert.Single(Plan.Read("").Runs).Name);
    }

    [Fact]
    public void A_zip_takes_the_first_values_together_then_the_second()
    {
        SweepPlan plan = Plan.Read("axes.dropout = [0, 0.1, 0.1]\naxes.hidden = [8, 8, 16]\nsweep.combine = 'zip'");
        Assert.Equal(
            ["dropout=0_hidden=8_seed=1", "dropout=0.1_hidden=8_seed=1", "dropout=0.1_hidden=16_seed=1"], Names(plan.Runs));
    }

    [Theory]
    [InlineData("dropout = { from = 0.1, to = 0.7, count = 4 }", "0.1 0.3 0.5 0.7")]
    [InlineData("learning-rate = { from = 0.0001, to = 0.01, count = 5, scale = 'log' }", "0.0001 0.000316228 0.001 0.00316228 0.01")]
    [InlineData("learning-rate = { from = 0.00002, to = 0.000001, count = 2, scale = 'log' }", "2e-05 1e-06")]
    [InlineData("epochs = { from = 1, to = 10, count = 4 }", "1 4 7 10")]
    [InlineData("epochs = { from = 1, to = 100, count = 5, scale = 'log' }", "1 3 10 32 100")]
    [InlineData("epochs = { from = 3, to = 1, count = 5, scale = 'linear' }", "3 2 1")]
    [InlineData("dropout = [0.20, 1e-1, 0]", "0.2 0.1 0")]
    [InlineData("hidden = ['64', [1, 2], \"3,4\", 5]", "64 1,2 3,4 5")]
    [InlineData("fresh-labels = [true, false]", "true false")]
    public void Values_of_an_axis(string axis, string values)
    {
        Assert.Equal(values, string.Join(' ', Plan.Read($"[axes]\n{axis}").Axes[0].Values.Select(value => value.Text)));
    }

    [Fact]
    public void A_flag_is_an_argument_only_where_it_is_true()
    {
        SweepPlan plan = Plan.Read("[axes]\nfresh-labels = [true, false]");
        Assert.Equal(["--fresh-labels", "--seed", "1"], plan.Run(1).Arguments);
        Assert.Equal(["--seed", "1"], plan.Run(2).Arguments);
    }

    [Fact]
    public void Exclusions_leave_out_what_has_all_their_values()
    {
        const string axes = "[axes]\ndropout = [0, 0.5]\nhidden = [[8, 8], 4, 2]\n[sweep]\nseeds = 2\n";
        Assert.Equal(12, Plan.Read(axes).Count);
        Assert.Equal(10, Plan.Read($"{axes}[[exclude]]\nhidden = [8, 8]\ndropout = 0.5").Count);
        Assert.Equal(4, Plan.Read($"{axes}[[exclude]]\nhidden = [4, 2]").Count);
        Assert.Equal(4, Plan.Read($"{axes}[[exclude]]\nhidden = [[8, 8], 2]").Count);
        Assert.Equal(6, Plan.Read($"{axes}[[exclude]]\nseed = 2").Count);
        SweepPlan plan = Plan.Read($"{axes}[[exclude]]\nseed = 1\ndropout = 0\n[[exclude]]\nhidden = [4, 2]");
        Assert.Equal(
            ["dropout=0.5_hidden=8,8_seed=1", "dropout=0_hidden=8,8_seed=2", "dropout=0.5_hidden=8,8_seed=2"],
            Names(plan.Runs));
        Assert.Equal(["dropout=0.5_hidden=8,8_seed=1", "dropout=0_hidden=8,8_seed=2"], Names(plan.Combinations));
    }

    [Fact]
    public void A_plan_has_the_same_runs_in_whatever_order_it_is_written()
    {
        SweepPlan one = Plan.Read("[study]\nepochs = 2\npreset = 'a'\n[axes]\ndropout = [0, 0.5]\nhidden = [1, 2]");
        SweepPlan other = Plan.Read("[axes]\nhidden = [2, 1]\ndropout = [0.5, 0]\n[study]\npreset = 'a'\nepochs = 2");
        Assert.Equal(Runs(one), Runs(other));

        static string[] Runs(SweepPlan plan) =>
            [.. plan.Runs.Select(run => $"{run.Name}: {string.Join(' ', run.Arguments)}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void A_million_runs_take_little_memory_until_they_are_asked_for()
    {
        SweepPlan plan = Plan.Read(
            """
            [axes]
            dropout = { from = 0, to = 0.9, count = 100 }
            learning-rate = { from = 0.001, to = 0.1, count = 100 }
            [sweep]
            seeds = 100
            """);
        Assert.Equal(1_000_000, plan.Count);
        Assert.Equal("dropout=0.9_learning-rate=0.1_seed=100", plan.Run(1_000_000).Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Run(1_000_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Run(0));
    }

    [Fact]
    public void Grids_have_as_many_runs_as_values_multiplied_with_names_of_their_own()
    {
        Gen<string> value = Gen.String[Gen.OneOf(Gen.Char['a', 'd'], Gen.Char['A', 'D'], Gen.Char["/ _=@é,"]), 1, 60];
        Gen.Select(value.HashSet[1, 5], value.HashSet[1, 5], Gen.Int[1, 4]).Sample((first, second, seeds) =>
        {
            SweepPlan plan = Plan.Read($"[axes]\nhidden = [{List(first)}]\npreset = [{List(second)}]\n[sweep]\nseeds = {seeds}");
            Assert.Equal(first.Count * second.Count * seeds, plan.Count);
            // Alike but for case is the same on some file systems.
            Assert.Equal(plan.Count, plan.Runs.Select(run => run.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(plan.Runs, run => Assert.Matches("^[a-z][a-z0-9=_.,+@-]{0,119}$", run.Name));
            Assert.Equal(Names(plan.Runs), Names(Enumerable.Range(1, plan.Count).Select(plan.Run)));
        });

        static string List(IEnumerable<string> values) => string.Join(", ", values.Select(text => $"'{text}'"));
    }

    [Fact]
    public void Names_do_not_depend_on_the_other_values_of_an_axis()
    {
        string name = Plan.Read("[axes]\ndata-set = ['../Flowers of Spring.zip']").Run(1).Name;
        Assert.Equal(name, Plan.Read("[axes]\ndata-set = ['other.zip', '../Flowers of Spring.zip']").Run(2).Name);
        Assert.StartsWith("data-set=flowers-of-spring.zip@", name, StringComparison.Ordinal);
    }

    private static string[] Names(IEnumerable<PlannedRun> runs) => [.. runs.Select(run => run.Name)];
}
