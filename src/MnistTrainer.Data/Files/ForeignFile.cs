using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Creates the errors for files that are no data, or none that can be read.</summary>
internal static class ForeignFile
{
    /// <summary>The error for a file of another format, which names the format.</summary>
    public static InvalidInputException Rejection(string path, FileFormat format) =>
        format.IsReadableImage
            ? SingleImage(path)
            : new InvalidInputException(
                path,
                "data: a table, IDX, NumPy or Parquet files, or a zip or tar archive of them or of images",
                format.Name,
                format.Remedy
            );

    /// <summary>The error for an image given as a data set.</summary>
    public static InvalidInputException SingleImage(string path) =>
        new(path, "a set of images", "a single image", "Specify a folder of images, or recognize this image with: mnist predict IMAGE");
}
