using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Writes the result of the label doctor as files: the list as CSV, the images as one PNG file, and a page for reviewing each sample.</summary>
/// <param name="Diagnosis">The diagnosis.</param>
public sealed record SuspicionReport(LabelDiagnosis Diagnosis)
{
    /// <summary>The name of the list: <c>suspicious.csv</c>. <see cref="DataSelection.Without"/> reads it.</summary>
    public const string ListName = "suspicious.csv";

    /// <summary>The name of the sheet of images: <c>suspicious.png</c>. Not written if there are no images to show.</summary>
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

    /// <summary>Writes the self-contained page.</summary>
    /// <param name="writer">Receives the page.</param>
    public void WritePage(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ConfirmationPage.Write(writer, Diagnosis);
    }
}
