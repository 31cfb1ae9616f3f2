using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>What the files of a folder are, by the extensions of their names, or by their first bytes where they have none.</summary>
internal static class FileKinds
{
    /// <summary>The extensions of images that can be read.</summary>
    private static readonly string[] Images = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".pbm", ".pgm", ".ppm", ".tga"];

    private static readonly string[] OtherSpellings = [".jpe", ".jfif", ".dib", ".tiff", ".pnm"];

    private static readonly Dictionary<string, string> OtherImages = new(StringComparer.OrdinalIgnoreCase)
    {
        [".heic"] = "HEIC",
        [".heif"] = "HEIF",
        [".hif"] = "HEIF",
        [".avif"] = "AVIF",
        [".svg"] = "SVG",
        [".pdf"] = "PDF",
        [".jp2"] = "JPEG 2000",
        [".j2k"] = "JPEG 2000",
        [".jpx"] = "JPEG 2000",
        [".jxl"] = "JPEG XL",
        [".psd"] = "Photoshop",
        [".xcf"] = "GIMP",
        [".ico"] = "ICO",
        [".eps"] = "EPS",
        [".dcm"] = "DICOM",
        [".dng"] = "DNG",
        [".cr2"] = "CR2",
        [".cr3"] = "CR3",
        [".nef"] = "NEF",
        [".arw"] = "ARW",
        [".mov"] = "MOV",
        [".mp4"] = "MP4",
    };

    /// <summary>The extensions of images that can be read, for messages.</summary>
    public static string ImageExtensions => string.Join(", ", Images);

    /// <summary>Whether a file is an image that can be read.</summary>
    public static bool IsImage(DataFile file) => Path.GetExtension(file.Name).Length == 0 ? StartsLikeImage(file) : HasImageName(file.Name);

    /// <summary>Whether a name has the extension of an image that can be read.</summary>
    public static bool HasImageName(string name)
    {
        string extension = Path.GetExtension(name);
        return Images.Contains(extension, StringComparer.OrdinalIgnoreCase)
            || OtherSpellings.Contains(extension, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a name is that of an image in a format that cannot be read, such as HEIC.</summary>
    public static bool IsOtherImage(string name) => OtherImages.ContainsKey(Path.GetExtension(name));

    /// <summary>Counts images in formats that cannot be read by format, the most frequent first: <c>12 HEIC, 1 TIFF</c>.</summary>
    public static string CountOtherImages(IEnumerable<string> names) =>
        Join(names.CountBy(name => OtherImages[Path.GetExtension(name)]).OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key));

    /// <summary>Says that images in formats that cannot be read are left out.</summary>
    public static string NoteOtherImages(IEnumerable<string> names) => $"left out: {CountOtherImages(names)}, which cannot be read";

    /// <summary>Lists the extensions of files, or their names where they have none; at most five.</summary>
    public static string ListExtensions(IEnumerable<string> names) =>
        string.Join(
            ", ",
            names
                .Select(name => Path.GetExtension(name) is { Length: > 0 } extension ? extension : name)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Take(5)
        );

    private static bool StartsLikeImage(DataFile file)
    {
        try
        {
            // A pipe has no length, and what is read of it here would be missing later.
            if (file is DiskFile && new FileInfo(file.Path).Length == 0)
                return false;
            using Stream stream = file.Open();
            return ImageFile.IsImage(stream);
        }
        catch (Exception error) when (error is InvalidInputException or IOException or InvalidDataException)
        {
            return false;
        }
    }

    private static string Join(IEnumerable<KeyValuePair<string, int>> kinds) =>
        string.Join(", ", kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} {kind.Key}")));
}
