using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The CSV file that competitions ask for: <c>ImageId,Label</c>, with a row for each image, numbered from 1.</summary>
public static class SubmissionFile
{
    /// <summary>Writes predictions. A failure leaves an existing file as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="predictions">The predictions.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Write(string path, PredictionSet predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ReportFile.Write(
            path,
            writer =>
            {
                writer.Write("ImageId,Label\n");
                int number = 0;
                foreach (Prediction prediction in predictions.Predictions)
                {
                    string label = ReportFile.CsvCell(predictions.ClassNames[prediction.Best]);
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{++number},{label}\n"));
                }
            }
        );
    }
}
