using MnistTrainer.Data;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows how many numbers of each kind are read correctly.</summary>
internal static class MultiDigitEvaluationView
{
    public static void Show(IAnsiConsole console, MultiDigitEvaluation evaluation)
    {
        Table table = new Table().RoundedBorder().Title(Localized.Of("Whole numbers read correctly"));
        table.AddColumn(Localized.Of("paper"));
        foreach (NumberSpacing spacing in Enum.GetValues<NumberSpacing>())
            table.AddColumn(new TableColumn(EnumName.Of(spacing)).RightAligned());
        foreach (IGrouping<NumberPaper, MultiDigitAccuracy> row in evaluation.Kinds.GroupBy(kind => kind.Paper))
            table.AddRow([EnumName.Of(row.Key), .. row.Select(kind => Figures.Percent(kind.Accuracy))]);
        console.WriteTable(table);
    }
}
