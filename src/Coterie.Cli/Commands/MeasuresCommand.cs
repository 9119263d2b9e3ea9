using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Measures;
using Spectre.Console;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie measures</c>: lists the measures and their names in tables.</summary>
internal static class MeasuresCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<bool> markdown = new("--markdown") { Description = "Write the page of the documentation" };
        Command command = new("measures", "Lists every measure of a snapshot, with its name in tables.") { markdown };
        command.SetAction(parse =>
        {
            if (parse.GetValue(markdown))
            {
                foreach (string line in Page()) terminal.Line(line);
                return;
            }
            Table table = new Table().Border(TableBorder.Simple).AddColumns("measure", "variant", "of", "what");
            foreach (Measure measure in Catalogue.All)
            {
                table.AddRow(
                    Markup.Escape(measure.Family),
                    Markup.Escape(measure.Variant),
                    Scopes(measure),
                    Markup.Escape(measure.Description));
            }
            terminal.Output.Write(table);
        });
        return command;
    }

    private static IEnumerable<string> Page()
    {
        yield return "# Measures";
        yield return "";
        yield return "Every measure of a snapshot, as the columns `measure` and `variant` of a run's `metrics` table name it. "
            + "This page is written by";
        yield return "`coterie measures --markdown` from the catalogue in `src/Coterie/Measures`.";
        yield return "";
        yield return "| measure | variant | title | of | unit | what | paper's table |";
        yield return "| --- | --- | --- | --- | --- | --- | --- |";
        foreach (Measure measure in Catalogue.All)
        {
            string unit = measure.Unit.ToString().ToLowerInvariant();
            yield return $"| {measure.Family} | {measure.Variant} | {Cell(measure.Title)} | {Scopes(measure)} | {unit} "
                + $"| {Cell(measure.Description)} | {measure.PaperTable} |";
        }
    }

    private static string Cell(string text) => text.Replace("|", @"\|", StringComparison.Ordinal);

    private static string Scopes(Measure measure)
    {
        List<string> scopes = [];
        if (measure.OfModel is not null) scopes.Add("model");
        if (measure.OfModelClass is not null) scopes.Add("model by class");
        if (measure.OfLayer is not null) scopes.Add("layer");
        if (measure.OfLayerClass is not null) scopes.Add("layer by class");
        if (measure.OfNeuron is not null) scopes.Add("neuron");
        return string.Join(", ", scopes);
    }
}
