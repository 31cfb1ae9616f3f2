using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>What the label doctor found, as files: the list as CSV, the images as one PNG file, and a page to confirm each sample.</summary>
/// <param name="Diagnosis">What was found.</param>
public sealed record SuspicionReport(LabelDiagnosis Diagnosis)
{
    /// <summary>The name of the list: <c>suspicious.csv</c>. <see cref="DataSelection.Without"/> reads it.</summary>
    public const string ListName = "suspicious.csv";

    /// <summary>The name of the sheet of images: <c>suspicious.png</c>. Without images to show there is none.</summary>
    public const string SheetName = "suspicious.png";

    /// <summary>The name of the page: <c>suspicious.html</c>.</summary>
    public const string PageName = "suspicious.html";

    /// <summary>The first line of the list.</summary>
    public static string ListHeader => ConfirmedColumns.Header;

    /// <summary>Writes the files, replacing existing ones.</summary>
    /// <param name="folder">The folder; created if necessary.</param>
    /// <exception cref="InvalidInputException">A file cannot be written.</exception>
    public void Write(string folder)
    {
        ReportFile.Write(Path.Combine(folder, ListName), WriteList);
        string path = Path.Combine(folder, SheetName);
        if (SuspicionSheet.Of(Diagnosis) is ColorImage sheet)
            AtomicFile.Write(path, file => file.Write(ImageCodec.EncodePng(sheet)));
        else
            File.Delete(path);
        ReportFile.Write(Path.Combine(folder, PageName), writer => ConfirmationPage.Write(writer, Diagnosis));
    }

    /// <summary>Writes the list as CSV.</summary>
    /// <param name="writer">Receives the list.</param>
    public void WriteList(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        SuspicionTable.Write(writer, Diagnosis);
    }

    /// <summary>Writes the page, which needs no other file.</summary>
    /// <param name="writer">Receives the page.</param>
    public void WritePage(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ConfirmationPage.Write(writer, Diagnosis);
    }
}
