using System.Globalization;

namespace MnistTrainer.Cli.Predicting;

/// <summary>The file that competitions ask for: a row for each image, numbered from 1, and what it is taken for.</summary>
internal static class SubmissionFile
{
    /// <param name="path">The file; replaced whole or not at all.</param>
    /// <param name="classNames">The network's classes.</param>
    /// <param name="predictions">In the order of the images.</param>
    public static void Write(string path, IReadOnlyList<string> classNames, IEnumerable<Prediction> predictions) =>
        ReportFile.Write(
            path,
            writer =>
            {
                writer.Write("ImageId,Label\n");
                int number = 0;
                foreach (Prediction prediction in predictions)
                    writer.Write(
                        string.Create(CultureInfo.InvariantCulture, $"{++number},{ReportFile.CsvCell(classNames[prediction.Best])}\n")
                    );
            }
        );
}
