namespace Coterie.Sweeps.Tests.Plans;

/// <summary>What a plan cannot be: one line that names the place, what was found and what was expected.</summary>
public class BadPlanTests
{
    [Theory]
    [InlineData("[study]\nepochs =", "plan.toml:2: not TOML: ")]
    [InlineData("[study]\nepochs = 1\nepochs = 2", "plan.toml:3: not TOML: ")]
    [InlineData("[study\nepochs = 1", "plan.toml:1: not TOML: ")]
    [InlineData("[study]\npreset = 'a'\n[stud]\nb = 1", "plan.toml:3: found 'stud', expected [study], [axes], [sweep] or [[exclude]]")]
    [InlineData("study = 3", "plan.toml:1: study: found 3, expected a table [study]")]
    [InlineData("[study]\n\nepoch = 3", "plan.toml:3: coterie study has no option 'epoch', expected one of ", "epochs")]
    [InlineData("[study]\nout = 'x'", "plan.toml:2: out: not for a plan: each run has a folder of its own")]
    [InlineData("[study]\nseed = 3", "plan.toml:2: seed: not for a plan: seeds are those of [sweep]")]
    [InlineData("[axes]\njson = ['x']", "plan.toml:2: json: not for a plan")]
    [InlineData("[study]\ndropout = 2", "plan.toml:2: dropout: found '2', expected less than 1")]
    [InlineData("[study]\nepochs = 1.5", "plan.toml:2: epochs: found '1.5', expected a whole number")]
    [InlineData("[study]\nepochs = true", "plan.toml:2: epochs: found true, expected a value")]
    [InlineData("[study]\nepochs = 2020-01-01", "plan.toml:2: epochs: found a date or time, expected a value")]
    [InlineData("[study]\nhidden = []", "plan.toml:2: hidden: found an empty list, expected a value")]
    [InlineData("[study]\nhidden = [1,\n[2]]", "plan.toml:3: hidden: found a list in a value")]
    [InlineData("[study]\nfresh-labels = 1", "plan.toml:2: fresh-labels: found 1, expected true or false")]
    [InlineData("[axes]\ndropout = 0.5", "plan.toml:2: dropout: found 0.5, expected a list, or a range such as { from")]
    [InlineData("[axes]\ndropout = []", "plan.toml:2: dropout: found an empty list, expected at least one value")]
    [InlineData("[axes]\ndropout = [\n 0.1,\n 3 ]", "plan.toml:4: dropout: found '3', expected less than 1")]
    [InlineData("[axes]\ndropout = [0.1,\n 0.10]", "plan.toml:3: dropout: found 0.1 twice, expected each value once")]
    [InlineData("[axes]\nthreads = [1, 2]", "plan.toml:2: threads: no value of a run depends on it")]
    [InlineData("[study]\ndropout = 0\n[axes]\ndropout = [0, 0.1]", "plan.toml:4: dropout: found in [study] and in [axes]")]
    [InlineData("[axes]\ndropout = { from = 0, count = 3 }", "plan.toml:2: dropout: to: found nothing, expected a number")]
    [InlineData("[axes]\ndropout = { from = 0, to = 'x', count = 3 }", "plan.toml:2: dropout: to: found 'x', expected a number")]
    [InlineData("[axes]\ndropout = { from = 0, to = 0.5, count = 1 }", "plan.toml:2: dropout: count: found 1, expected a whole number")]
    [InlineData("[axes]\ndropout = { from = 0, to = 0.5 }", "plan.toml:2: dropout: count: found nothing")]
    [InlineData("[axes]\ndropout = { from = 0, to = 0.5, count = 2, scale = 'log' }", "plan.toml:2: dropout: found a range from 0 to 0.5")]
    [InlineData("[axes]\ndropout = { from = 0.5, to = 0.5, count = 2 }", "plan.toml:2: dropout: found a range from 0.5 to itself")]
    [InlineData("[axes]\ndropout = { from = 0, to = 0.5, step = 2 }", "plan.toml:2: dropout: found 'step', expected from, to")]
    [InlineData("[axes.dropout]\nfrom = 0\nto = 0.5\ncount = 2\nscale = 'square'", "plan.toml:5: dropout: scale: found 'square'")]
    [InlineData("[axes]\ndropout = [0, 0.1]\nhidden = [1]\n[sweep]\ncombine = 'zip'", "plan.toml:3: hidden: found 1 values beside 2")]
    [InlineData("[axes]\ndropout = [0, 0]\nhidden = [1, 1]\n[sweep]\ncombine = 'zip'", "plan.toml:2: found 0 with 1 twice")]
    [InlineData("[sweep]\ncombine = 'all'", "plan.toml:2: combine: found 'all', expected 'grid' or 'zip'")]
    [InlineData("[sweep]\nsedes = 8", "plan.toml:2: [sweep] knows no 'sedes', expected name, combine, seeds, retries, report")]
    [InlineData("[sweep]\nseeds = 0", "plan.toml:2: seeds: found 0, expected how many")]
    [InlineData("[sweep]\nseeds = [1,\n1]", "plan.toml:3: seeds: found 1 twice")]
    [InlineData("[sweep]\nseeds = [1, 'x']", "plan.toml:2: seeds: found 'x', expected whole numbers")]
    [InlineData("[sweep]\nretries = -1", "plan.toml:2: retries: found -1, expected a whole number from 0 to 100")]
    [InlineData("[sweep]\nname = 'a b'", "plan.toml:2: name: found 'a b', expected letters, digits")]
    [InlineData("[sweep]\nname = '../x'", "plan.toml:2: name: found '../x', expected letters, digits")]
    [InlineData("[sweep]\nreport = ['modularty']", "plan.toml:2: report: found no measure 'modularty', expected one of ", "modularity")]
    [InlineData("[sweep]\nreport = 'modularity'", "plan.toml:2: report: found 'modularity', expected a list of measures")]
    [InlineData("exclude = 3", "plan.toml:1: exclude: found 3, expected tables [[exclude]]")]
    [InlineData("[[exclude]]", "plan.toml:1: [[exclude]] is empty")]
    [InlineData("[axes]\ndropout = [0]\n[[exclude]]\nhidden = 1", "plan.toml:4: [[exclude]]: found 'hidden', expected an axis")]
    [InlineData("[axes]\ndropout = [0, 0.1]\n[[exclude]]\ndropout = 0.3", "plan.toml:4: [[exclude]]: dropout never is 0.3")]
    [InlineData("[axes]\ndropout = [0, 0.1]\n[[exclude]]\nseed = 9", "plan.toml:4: [[exclude]]: found seed 9, expected one of 1")]
    [InlineData("[axes]\ndropout = [0, 0.1]\n[[exclude]]\ndropout = [0, 0.1]", "plan.toml:3: the exclusions leave no run")]
    [InlineData("[axes]\npreset = ['x', 'mnist']\ndata-set = ['flowers']", "plan.toml:1: ", "data-set: beside a preset")]
    [InlineData("[axes]\ndropout = { from = 0, to = 0.5, count = 100000 }\n[sweep]\nseeds = 1000", "plan.toml:1: found 100,000,000 runs")]
    public void A_bad_plan_is_refused_with_its_line(string plan, params string[] parts)
    {
        string message = Plan.Refusal(plan);
        Assert.StartsWith(parts[0], message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_that_is_not_there_or_is_no_text_is_refused()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("cannot be read", Refusal(folder["none.toml"]), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Refusal(folder.Path), StringComparison.Ordinal);
        File.WriteAllBytes(folder["bytes.toml"], [0xff, 0xfe, 0, 1, 2]);
        Refusal(folder["bytes.toml"]);
        folder.Write("a b.toml", "");
        Assert.Contains("cannot name the sweep", Refusal(folder["a b.toml"]), StringComparison.Ordinal);

        static string Refusal(string path) =>
            Assert.Throws<InputException>(() => Coterie.Sweeps.Plans.SweepPlan.Read(path, Plan.Vocabulary)).Message;
    }

    [Fact]
    public void Damaged_plans_are_refused_or_read_and_nothing_else()
    {
        const string whole =
            """
            [study]
            preset = "mnist"
            hidden = [512, 512]
            [axes]
            dropout = { from = 0.1, to = 0.5, count = 3 }
            fresh-labels = [true, false]
            [sweep]
            name = "x"
            seeds = [1, 2]
            [[exclude]]
            seed = 2
            """;
        Random random = new(1);
        for (int k = 0; k < 3000; k++)
        {
            char[] text = whole.ToCharArray();
            for (int change = random.Next(1, 5); change > 0; change--) text[random.Next(text.Length)] = whole[random.Next(whole.Length)];
            try
            {
                Plan.Read(new string(text));
            }
            catch (InputException e)
            {
                Assert.Matches(@"plan\.toml:\d+: ", e.Message);
            }
        }
    }
}
