using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The CSV file for competitions: a row for each image, with its id and its predicted class.</summary>
public static class SubmissionFile
{
    /// <summary>Writes predictions. A failure leaves an existing file as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="predictions">The predictions.</param>
    /// <param name="form">The header, the ids and their order. Default: <c>ImageId,Label</c>, numbered from 1.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Write(string path, PredictionSet predictions, SubmissionForm? form = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        form ??= SubmissionForm.Numbered(predictions.Predictions.Length);
        ReportFile.Write(
            path,
            writer =>
            {
                writer.Write($"{form.Header}\n");
                foreach ((string id, int row) in form.Rows)
                {
                    string label = ReportFile.CsvCell(predictions.ClassNames[predictions.Predictions[row].Best]);
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{ReportFile.CsvCell(id)},{label}\n"));
                }
            }
        );
    }
}
