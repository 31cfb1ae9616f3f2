using System.Buffers.Binary;

namespace MnistTrainer.Imaging;

/// <summary>
/// Detects the format of a file by its first bytes, regardless of its name. Images and tables use the same list, because any file may have
/// any name.
/// </summary>
public static class FileSignature
{
    /// <summary>The number of bytes at the start of a file that determine its format: 1,024.</summary>
    public const int Length = 1024;

    private const string SaveImage = "Save the image again as PNG or JPEG";
    private const string SaveFrame = "Save a frame of it as PNG or JPEG";
    private const string Unpack = "Unpack it first";
    private const string CopyBytes = "Copy the original byte by byte: unpack, check out or transfer it in binary mode";
    private const string SaveArrays = "Save its arrays as CSV";
    private const string SaveTable = "Save its table as CSV";

    // The sizes of the headers that follow the first 14 bytes of a BMP file.
    private static readonly int[] BmpHeaders = [12, 16, 40, 52, 56, 64, 108, 124];

    private static readonly (int Offset, byte[] Bytes, FileFormat Format)[] Known =
    [
        // Images that can be read.
        Row([0x89, .. "PNG\r\n\x1A\n"u8], Image("a PNG image", ContainerFormat.Png)),
        Row([0xFF, 0xD8, 0xFF], Image("a JPEG image", ContainerFormat.Jpeg)),
        Row([.. "II*\0\x10\0\0\0CR"u8], "a raw image of a camera (CR2)", SaveImage),
        Row("GIF8"u8, Image("a GIF image", ContainerFormat.Gif)),
        Row("II*\0"u8, Image("a TIFF image", ContainerFormat.Tiff)),
        Row("MM\0*"u8, Image("a TIFF image", ContainerFormat.Tiff)),
        // Images that a program has changed as if they were text.
        Row([0x89, .. "PNG\n\x1A\n"u8], "a PNG image damaged by a conversion of its line ends", CopyBytes),
        Row([0x89, .. "PNG\r\r\n\x1A\r\n"u8], "a PNG image damaged by a conversion of its line ends", CopyBytes),
        Row([0x89, .. "PNG\r\n\x1A\r\n"u8], "a PNG image damaged by a conversion of its line ends", CopyBytes),
        Row([0x89, .. "PNG\r\r"u8], "a PNG image damaged by a conversion of its line ends", CopyBytes),
        Row([0xC2, 0x89, .. "PNG"u8], "a PNG image damaged by a conversion to UTF-8", CopyBytes),
        Row([0xEF, 0xBF, 0xBD, .. "PNG"u8], "a PNG image damaged by a conversion to UTF-8", CopyBytes),
        Row([0xC3, 0xBF, 0xC3, 0x98, 0xC3, 0xBF], "a JPEG image damaged by a conversion to UTF-8", CopyBytes),
        // A text in which letters were lost has no zero after them.
        Row(
            [0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD, 0],
            "a JPEG image damaged by a conversion to UTF-8",
            CopyBytes
        ),
        // Other images.
        Row("IIRO\x08\0"u8, "a raw image of a camera (ORF)", SaveImage),
        Row("IIRS\x08\0"u8, "a raw image of a camera (ORF)", SaveImage),
        Row("IIU\0"u8, "a raw image of a camera (RW2)", SaveImage),
        Row("FUJIFILMCCD-RAW"u8, "a raw image of a camera (RAF)", SaveImage),
        Row("HEAPCCDR"u8, "a raw image of a camera (CRW)", SaveImage, offset: 6),
        Row([0x0A, 2, 1], "a PCX image", SaveImage),
        Row([0x0A, 3, 1], "a PCX image", SaveImage),
        Row([0x0A, 5, 1], "a PCX image", SaveImage),
        Row([0x59, 0xA6, 0x6A, 0x95], "a Sun raster image", SaveImage),
        Row([0x01, 0xDA], "an SGI image", SaveImage),
        Row([0x8A, .. "MNG\r\n"u8], "an MNG animation", SaveFrame),
        Row([.. "BPG"u8, 0xFB], "a BPG image", SaveImage),
        Row("FLIF"u8, "a FLIF image", SaveImage),
        Row([0xC5, 0xD0, 0xD3, 0xC6], "a PostScript document (EPS)", "Save the page as PNG or JPEG"),
        Row([1, 0, 9, 0, 0, 3], "a Windows metafile (WMF)", SaveImage),
        Row([1, 0, 0, 0, 0x6C, 0, 0, 0], "a Windows metafile (EMF)", SaveImage),
        Row("II+\0"u8, "a TIFF image of more than 4 GB (BigTIFF)", SaveImage),
        Row("MM\0+"u8, "a TIFF image of more than 4 GB (BigTIFF)", SaveImage),
        Row([0, 0, 0, 12, .. "jP  "u8], "a JPEG 2000 image", SaveImage),
        Row([0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 image", SaveImage),
        Row([0, 0, 0, 12, .. "JXL "u8], "a JPEG XL image", SaveImage),
        Row([0xFF, 0x0A], "a JPEG XL image", SaveImage),
        Row([.. "II"u8, 0xBC], "a JPEG XR image", SaveImage),
        Row([0, 0, 1, 0], "an icon (ICO)", SaveImage),
        Row([0, 0, 2, 0], "a cursor (CUR)", SaveImage),
        Row("icns\0"u8, "an icon (ICNS)", SaveImage),
        Row("8BPS"u8, "a Photoshop image (PSD)", SaveImage),
        Row("gimp xcf"u8, "a GIMP image (XCF)", SaveImage),
        Row("qoif\0"u8, "a QOI image", SaveImage),
        Row("DDS |"u8, "a DDS texture", SaveImage),
        Row([0x76, 0x2F, 0x31, 0x01], "an OpenEXR image", SaveImage),
        Row("#?RADIANCE"u8, "an HDR image", SaveImage),
        Row("DICM"u8, "a DICOM image", SaveImage, offset: 128),
        Row("SIMPLE  ="u8, "a FITS image", SaveImage),
        Row("AT&TFORM"u8, "a DjVu document", "Save the page as PNG or JPEG"),
        Row([0xD7, 0xCD, 0xC6, 0x9A], "a Windows metafile (WMF)", SaveImage),
        Row("%!PS"u8, "a PostScript document", "Save the page as PNG or JPEG"),
        Row("%PDF"u8, "a PDF document", "Save the page as PNG or JPEG"),
        // Videos.
        Row([0x1A, 0x45, 0xDF, 0xA3], "a video (Matroska or WebM)", SaveFrame),
        // Archives.
        Row([0x1F, 0x8B], "a gzip archive", Unpack),
        Row("1AY&SY"u8, "a bzip2 archive", Unpack, offset: 4),
        Row([0xFD, .. "7zXZ\0"u8], "an xz archive", Unpack),
        Row([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive (zst)", Unpack),
        Row([0x04, 0x22, 0x4D, 0x18], "an LZ4 archive", Unpack),
        Row([0x5D, 0, 0, 0x80, 0], "an LZMA archive", Unpack),
        Row([0x5D, 0, 0, 0, 1], "an LZMA archive", Unpack),
        Row([0x1F, 0x9D], "a compress archive (Z)", Unpack),
        Row([0x78, 0x9C], "data compressed by zlib, without a file around them", Unpack),
        Row([0xFF, 6, 0, 0, .. "sNaPpY"u8], "a Snappy archive", Unpack),
        Row("PK\x07\x08PK"u8, "a part of a split zip archive", "Join its parts and unpack it first"),
        Row("070701"u8, "a cpio archive", Unpack),
        Row("070707"u8, "a cpio archive", Unpack),
        Row("!<arch>\n"u8, "an ar archive", Unpack),
        Row([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", Unpack),
        Row("Rar!\x1A"u8, "a RAR archive", Unpack),
        Row("ustar"u8, new FileFormat("a tar archive", Unpack) { Archive = ArchiveKind.Tar }, offset: 257),
        // Arrays and tables of other programs.
        Row([0x93, .. "NUMPY"u8], "a NumPy array (npy)", SaveArrays),
        Row("MATLAB "u8, "a MATLAB file (MAT)", "Save its arrays as CSV, for example with writematrix"),
        Row([0x89, .. "HDF\r\n\x1A\n"u8], "an HDF5 file, as Keras and h5py write", SaveArrays),
        Row([0x0E, 0x03, 0x13, 0x01], "an HDF4 file", SaveArrays),
        Row("CDF\x01"u8, "a NetCDF file", SaveArrays),
        Row([0x80, 2, 0x8A, 0x0A], "a PyTorch file (pickle)", "Save its arrays with safetensors, or as CSV"),
        Row([0x80, 2], "a Python pickle", SaveArrays),
        Row([0x80, 3], "a Python pickle", SaveArrays),
        Row([0x80, 4, 0x95], "a Python pickle", SaveArrays),
        Row([0x80, 5, 0x95], "a Python pickle", SaveArrays),
        Row("ccopy_reg\n"u8, "a Python pickle", SaveArrays),
        Row("cnumpy."u8, "a Python pickle", SaveArrays),
        Row("(dp0"u8, "a Python pickle", SaveArrays),
        Row("(lp0"u8, "a Python pickle", SaveArrays),
        Row("RDX2\n"u8, "an R workspace", "Save its table with write.csv"),
        Row("RDX3\n"u8, "an R workspace", "Save its table with write.csv"),
        Row("ARROW1"u8, "an Arrow or Feather file", SaveTable),
        Row("Obj\x01"u8, "an Avro file", SaveTable),
        Row("SQLite format 3\0"u8, "an SQLite database", SaveTable),
        Row("Standard Jet DB"u8, "an Access database", SaveTable, offset: 4),
        Row("Standard ACE DB"u8, "an Access database", SaveTable, offset: 4),
        Row("$FL2"u8, "an SPSS file", SaveTable),
        Row("<stata_dta>"u8, "a Stata file", SaveTable),
        Row([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office document (xls, doc)", SaveTable),
        // Networks of other programs.
        Row("\0\0TFL3"u8, "a TensorFlow Lite model", "Export its weights as safetensors or npz", offset: 2),
        Row("GGUF\x03"u8, "a GGUF model", "Export its weights as safetensors or npz"),
        // What comes in place of a file.
        Row([0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0], "a Windows shortcut", "Give the file that it points to"),
        Row("bplist00"u8, "a property list of macOS", "Give the file that it stands for"),
        Row([0, 5, 0x16, 7], "a file of macOS beside the real one (AppleDouble)", "Give the file without ._ in its name"),
        Row([0x7F, .. "ELF"u8], "a program", "Give an image or a table"),
    ];

    /// <summary>Finds the format of a file; null for text in general, for an empty file, and for bytes of no known format.</summary>
    /// <param name="start">The first <see cref="Length"/> bytes of the file, or all of a shorter one.</param>
    public static FileFormat? Find(ReadOnlySpan<byte> start)
    {
        start = start[..Math.Min(start.Length, Length)];
        if (TgaContainer.IsHeader(start))
            return Image("a TGA image", ContainerFormat.Tga);
        foreach ((int offset, byte[] bytes, FileFormat format) in Known)
        {
            if (start.Length > offset && start[offset..].StartsWith(bytes))
                return format;
        }

        return IsBmp(start) ? Image("a BMP image", ContainerFormat.Bmp) : ContainerSignature.Find(start) ?? TextSignature.Find(start);
    }

    /// <summary>Detects the format of a file; if the format is unknown, the name is a description of the content.</summary>
    /// <param name="start">The first <see cref="Length"/> bytes of the file, or all of a shorter one.</param>
    public static FileFormat Describe(ReadOnlySpan<byte> start) =>
        Find(start)
        ?? new FileFormat(
            start.IsEmpty ? "an empty file"
                : TextSignature.IsText(start)
                    ? $"a text file (it starts with \"{TextSignature.FirstWords(start[..Math.Min(start.Length, Length)])}\")"
                : $"a file that starts with the bytes {Convert.ToHexString(start[..Math.Min(start.Length, 8)])}",
            SaveImage
        );

    /// <summary>Whether the first bytes are those of a format that <see cref="ImageCodec"/> decodes.</summary>
    internal static bool IsReadable(ReadOnlySpan<byte> start) => Find(start) is { IsReadableImage: true };

    /// <summary>Whether the file is a text file with the data URL of an image.</summary>
    internal static bool IsDataUrl(ReadOnlySpan<byte> file) => ReferenceEquals(Find(file), TextSignature.DataUrlOfImage);

    // A text may begin with BM, too, so the header's size must be a known one where it is there.
    private static bool IsBmp(ReadOnlySpan<byte> start) =>
        start.StartsWith("BM"u8)
        && (start.Length < 18 ? !TextSignature.IsText(start) : BmpHeaders.Contains(BinaryPrimitives.ReadInt32LittleEndian(start[14..])));

    private static FileFormat Image(string name, ContainerFormat container) =>
        new(name, SaveImage) { IsReadableImage = true, Container = container };

    private static (int Offset, byte[] Bytes, FileFormat Format) Row(ReadOnlySpan<byte> bytes, FileFormat format, int offset = 0) =>
        (offset, bytes.ToArray(), format);

    private static (int Offset, byte[] Bytes, FileFormat Format) Row(
        ReadOnlySpan<byte> bytes,
        string name,
        string remedy,
        int offset = 0
    ) => Row(bytes, new FileFormat(name, remedy), offset);
}
