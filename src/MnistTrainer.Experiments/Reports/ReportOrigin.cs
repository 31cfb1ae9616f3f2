using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.Experiments.ReportHtml;

namespace MnistTrainer.Experiments;

/// <summary>Where the figures of <see cref="EvaluationPage"/> come from: model, data and seed, the commands that repeat them, and the curves of the training.</summary>
internal static class ReportOrigin
{
    private static readonly (string Key, Func<ReportTexts, string> Name)[] Shown =
    [
        ("dataset", texts => texts.TrainedOn),
        ("preset", texts => texts.Preset),
        ("optimizer", texts => texts.Optimizer),
        ("epochs", texts => texts.Epochs),
        ("augmentation", texts => texts.Augmentation),
        ("seed", texts => texts.Seed),
    ];

    /// <summary>Writes the section on model and data.</summary>
    public static void WriteOrigin(TextWriter writer, EvaluationReport report)
    {
        ImmutableSortedDictionary<string, string> metadata =
            report.Network?.Definition.Metadata ?? ImmutableSortedDictionary<string, string>.Empty;
        writer.Write($"<h2>{Both(texts => texts.Origin)}</h2>\n<dl>\n");
        Write(texts => texts.Model, Text(report.Model));
        if (report.Network is Network network)
            Write(texts => texts.Network, string.Join(" · ", network.Definition.DescribeLayers().Select(Text)));
        Write(texts => texts.Data, $"{Text(report.Dataset)} · {Both(texts => texts.Samples, Count(report.Evaluation.Metrics.Count))}");
        foreach ((string key, Func<ReportTexts, string> name) in Shown.Where(one => metadata.ContainsKey(one.Key)))
            Write(name, Text(metadata[key]));
        writer.Write("</dl>\n");
        if (!report.Arguments.IsEmpty)
            WriteCommand(writer, texts => texts.EvaluateAgain, report.Arguments);
        // A fine-tuned model is not the result of the command.
        if (metadata.TryGetValue("options", out string? options) && !metadata.ContainsKey("learned"))
            WriteCommand(writer, texts => texts.TrainAgain, ["train", .. CommandText.ArgumentsOf(options)]);

        void Write(Func<ReportTexts, string> name, string value) => writer.Write($"<dt>{Both(name)}</dt><dd>{value}</dd>\n");
    }

    /// <summary>Writes loss and accuracy by epoch, where the model has them.</summary>
    public static void WriteCurves(TextWriter writer, EvaluationReport report)
    {
        if (report.Network?.Definition.History is not { IsEmpty: false } epochs)
            return;
        bool isValidated = epochs.Any(epoch => epoch.ValidationLoss is not null);
        writer.Write(
            $"<h2>{Both(texts => texts.Curves)}</h2>\n<p class=\"dim\">{Both(texts => texts.CurvesHelp)}</p>\n<div class=\"charts\">\n"
        );
        Write("curve-loss", texts => texts.Loss, epoch => epoch.TrainLoss, epoch => epoch.ValidationLoss, areShares: false);
        Write("curve-accuracy", texts => texts.Accuracy, epoch => epoch.TrainAccuracy, epoch => epoch.ValidationAccuracy, areShares: true);
        writer.Write("</div>\n");

        void Write(
            string heading,
            Func<ReportTexts, string> name,
            Func<EpochResult, double> training,
            Func<EpochResult, double?> validation,
            bool areShares
        ) =>
            writer.Write(
                $"<div class=\"chart\"><h3 id=\"{heading}\">{Both(name)}</h3>{ReportChart.OfEpochs(
                    [.. epochs.Select(epoch => ((double)epoch.Number, training(epoch)))],
                    [.. epochs.Where(epoch => validation(epoch) is not null).Select(epoch => ((double)epoch.Number, validation(epoch)!.Value))],
                    areShares,
                    heading
                )}<div class=\"key\"><b>{Both(texts => texts.Training)}</b>{(
                    isValidated ? $" · <b class=\"validation\">{Both(texts => texts.Validation)}</b>" : ""
                )}</div></div>\n"
            );
    }

    private static void WriteCommand(TextWriter writer, Func<ReportTexts, string> name, IEnumerable<string> arguments) =>
        writer.Write(
            $"<p class=\"dim\">{Both(name)}</p>\n<code>mnist {string.Join(' ', arguments.Select(argument => $"<span>{Text(CommandText.Of([argument]))}</span>"))}</code>\n"
        );
}
