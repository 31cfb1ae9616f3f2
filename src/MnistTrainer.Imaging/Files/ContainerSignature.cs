using System.Text;

namespace MnistTrainer.Imaging;

/// <summary>
/// Detects formats that share their first bytes with others and are distinguished by what follows: media files by their brand (ISO/IEC
/// 14496-12) or kind (RIFF), zip files by the name of their first entry, and Parquet and ONNX by what no text has.
/// </summary>
internal static class ContainerSignature
{
    private const string SaveImage = "Save the image again as PNG or JPEG";
    private const string SaveFrame = "Save a frame of it as PNG or JPEG";
    private const string SaveTable = "Save its table as CSV";

    private static readonly (string Brand, FileFormat Format)[] Brands =
    [
        ("avi", new("an AVIF image", SaveImage)),
        ("hei", new("a HEIC image", SaveImage)),
        ("hev", new("a HEIC image", SaveImage)),
        ("mif1", new("a HEIF image", SaveImage)),
        ("msf1", new("a HEIF image", SaveImage)),
        ("jp2", new("a JPEG 2000 image", SaveImage)),
        ("jpx", new("a JPEG 2000 image", SaveImage)),
        ("jxl", new("a JPEG XL image", SaveImage)),
        ("crx", new("a raw image of a camera (CR3)", SaveImage)),
        ("", new("a video (MP4 or MOV)", SaveFrame)),
    ];

    private static readonly (string Kind, FileFormat Format)[] Riffs =
    [
        ("WEBP", new("a WebP image", SaveImage) { IsReadableImage = true, Container = ContainerFormat.WebP }),
        ("CDR", new("a CorelDRAW drawing", "Export the drawing as PNG")),
        ("ACON", new("an animated cursor (ANI)", SaveFrame)),
        ("AVI ", new("a video (AVI)", SaveFrame)),
        ("", new("a sound (WAV)", "Give an image or a table")),
    ];

    // The first entries by which programs start their zip files, each as a part of its name.
    private static readonly (string Entry, FileFormat Format)[] Entries =
    [
        ("mimetypeapplication/x-krita", new("a Krita image (KRA)", SaveImage)),
        ("mimetypeimage/openraster", new("an OpenRaster image (ORA)", SaveImage)),
        ("mimetypeapplication/vnd.oasis", new("an OpenDocument file (ods, odt)", SaveTable)),
        ("[Content_Types].xml", new("an Office document (xlsx, docx)", SaveTable)),
        ("_rels/", new("an Office document (xlsx, docx)", SaveTable)),
        ("xl/", new("an Office document (xlsx)", SaveTable)),
        ("data.pkl", new("a PyTorch file", "Save its arrays with safetensors, or as CSV")),
        (".npy", new("a zip file of NumPy arrays (npz)", "Save its arrays as CSV") { Archive = ArchiveKind.Zip }),
        ("keras_version", new("a Keras model", "Save its weights with numpy.savez")),
        ("TrainingInfo/", new("a model of ML.NET", "Give an image or a table")),
        ("", new("a zip archive", "Unpack it first") { Archive = ArchiveKind.Zip }),
    ];

    /// <summary>Finds the format; null if it is none of these.</summary>
    public static FileFormat? Find(ReadOnlySpan<byte> start)
    {
        const int kind = 8,
            entry = 30;
        if (start.Length >= kind && start[4..].StartsWith("ftyp"u8))
            return First(Brands, start[kind..], isAtStart: true);
        if (start.Length >= kind + 4 && start.StartsWith("RIFF"u8))
            return First(Riffs, start[kind..], isAtStart: true);
        if (start.StartsWith("PK\x03\x04"u8))
            return First(
                Entries,
                start.Length > entry ? start.Slice(entry, Math.Min(120, start.Length - entry)) : default,
                isAtStart: false
            );
        if (start.StartsWith("PK\x05\x06"u8))
            return new("an empty zip archive", "Give another file");
        return IsParquet(start) ? new("a Parquet file", SaveTable)
            : IsOnnx(start) ? new("an ONNX model", "Save its weights as safetensors or npz")
            : null;
    }

    private static FileFormat First((string Mark, FileFormat Format)[] formats, ReadOnlySpan<byte> bytes, bool isAtStart)
    {
        foreach ((string mark, FileFormat format) in formats)
        {
            int at = bytes.IndexOf(Encoding.ASCII.GetBytes(mark));
            if (at == 0 || (at > 0 && !isAtStart))
                return format;
        }

        return formats[^1].Format;
    }

    // A text may begin with PAR1, too.
    private static bool IsParquet(ReadOnlySpan<byte> start) =>
        start.Length > 4 && start.StartsWith("PAR1"u8) && start[4] is not ((byte)'\t' or (byte)'\r' or (byte)'\n' or (>= 0x20 and < 0x7F));

    // A protocol buffer has no signature. A model begins with its version of the format and, in most files, the name of the producer.
    private static bool IsOnnx(ReadOnlySpan<byte> start) =>
        start.Length > 8 && start[0] == 0x08 && start[1] is > 0 and < 32 && start[2] is 0x12 or 0x3A or 0x42;
}
