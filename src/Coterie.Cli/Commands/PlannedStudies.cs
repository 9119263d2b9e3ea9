using System.CommandLine;
using Coterie.Runs.Folder;
using Coterie.Sweeps.Plans;
using Coterie.Training.Studies;

namespace Coterie.Cli.Commands;

/// <summary>Reads the runs of a plan with the parser of <c>coterie study</c>: what it refuses, no plan can ask for.</summary>
internal sealed class PlannedStudies
{
    // Their values are names that only the study knows.
    private static readonly string[] Named = [StudyOption.Preset, "--network", "--data-set"];

    private readonly StudyOptions options = new();
    private readonly Command command = new("study");

    public PlannedStudies()
    {
        options.AddTo(command);
        Vocabulary = new StudyVocabulary
        {
            Options =
            [
                new StudyOption(StudyOption.Preset, IsFlag: false, IsWhole: false),
                .. command.Options.Select(option => new StudyOption(
                    option.Name.TrimStart('-'), option.ValueType == typeof(bool), option.ValueType == typeof(int?))),
            ],
            Refusal = Refusal,
            Contradiction = arguments => Refusal(() => Of(arguments)),
            Identity = IdentityOf,
            Clash = (arguments, folder) => Refusal(() => Of(arguments).Study.In(folder).Look(folder)),
        };
    }

    /// <summary>What a plan may say.</summary>
    public StudyVocabulary Vocabulary { get; }

    /// <summary>The study that arguments ask for, and the folder with its data; null for none.</summary>
    /// <exception cref="InputException">They ask for what there is not.</exception>
    public (Study Study, string? Directory) Of(IReadOnlyList<string> arguments)
    {
        ParseResult parse = command.Parse(arguments);
        if (parse.Errors.Count > 0) throw new InputException(parse.Errors[0].Message);
        return (options.StudyOf(parse), parse.GetValue(options.Training.Data));
    }

    private static string? Refusal(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (InputException e)
        {
            return e.Message;
        }
    }

    private string? Refusal(IReadOnlyList<string> arguments)
    {
        ParseResult parse = command.Parse(arguments);
        if (parse.Errors.Count > 0) return parse.Errors[0].Message;
        bool isName = arguments.Count == 1 || Named.Contains(arguments[0], StringComparer.Ordinal);
        return isName ? Refusal(() => options.StudyOf(parse)) : null;
    }

    private string? IdentityOf(IReadOnlyList<string> arguments)
    {
        string? text = null;
        Refusal(() =>
        {
            RunIdentity identity = Of(arguments).Study.Identity;
            text = $"{identity.Preset} {identity.Settings.GetRawText()}";
        });
        return text;
    }
}
