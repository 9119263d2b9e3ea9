using Coterie.Runs.Tables;

namespace Coterie.Explorer.Documents;

/// <summary>The columns of measures in a <c>neurons</c> table.</summary>
internal static class NeuronColumns
{
    /// <summary>Those that are measures: all but the place of the neuron.</summary>
    /// <param name="rows">The rows.</param>
    public static IEnumerable<string> Of(IEnumerable<NeuronRow> rows)
    {
        return NeuronRow.ColumnsOf(rows).Where(column => column is not ("x" or "y"));
    }
}
