using System.Text;

namespace MnistTrainer.Imaging.Tests.Files;

/// <summary>First bytes as the formats' specifications and programs write them.</summary>
public sealed class FileSignatureTests
{
    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\"/>", "an SVG drawing")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- Inkscape -->\n<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\">", "an SVG drawing")]
    [InlineData("\uFEFF <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"><svg>", "an SVG drawing")]
    [InlineData("\n<!doctype html><html lang=\"en\">", "an HTML page")]
    [InlineData("<html><head><title>404</title>", "an HTML page")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "an error message of a server, in XML")]
    [InlineData("<?xml version=\"1.0\"?><data/>", "an XML document")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a", "a Git LFS pointer, which stands for the file itself")]
    [InlineData("P5\n28 28\n255\n", "a PNM image (PBM, PGM, PPM)")]
    [InlineData("P4\n28 28\n\0\0\0\u0001", "a PNM image (PBM, PGM, PPM)")]
    [InlineData("070701000000", "a cpio archive")]
    [InlineData("!<arch>\n", "an ar archive")]
    [InlineData("data:text/plain;base64,TWFu", "a data: URL")]
    [InlineData("%PDF-1.7", "a PDF document")]
    [InlineData("{\\rtf1\\ansi", "an RTF document")]
    public void Names_text_formats(string text, string name) => Assert.Equal(name, FileSignature.Find(Encoding.UTF8.GetBytes(text))?.Name);

    [Theory]
    [InlineData("0000000C6A5020200D0A870A", "a JPEG 2000 image")] // ISO/IEC 15444-1, annex I.
    [InlineData("FF4FFF51", "a JPEG 2000 image")] // A codestream without a file around it.
    [InlineData("0000001C667479706865696300000000", "a HEIC image")]
    [InlineData("00000020667479706176696600000000", "an AVIF image")]
    [InlineData("00000020667479706D69663100000000", "a HEIF image")]
    [InlineData("000000186674797069736F6D00000200", "a video (MP4 or MOV)")]
    [InlineData("49492A0008000000", "a TIFF image")]
    [InlineData("4D4D002A00000008", "a TIFF image")]
    [InlineData("38425053000100000000", "a Photoshop image (PSD)")]
    [InlineData("00000100010010100000", "an icon (ICO)")]
    [InlineData("89484446 0D0A1A0A", "an HDF5 file, as Keras and h5py write")]
    [InlineData("934E554D5059010076007B27", "a NumPy array (npy)")]
    [InlineData("800495", "a Python pickle")]
    [InlineData("377ABCAF271C0004", "a 7z archive")]
    [InlineData("FD377A585A000004", "an xz archive")]
    [InlineData("425A6839314159265359", "a bzip2 archive")]
    [InlineData("53514C69746520666F726D6174203300", "an SQLite database")]
    [InlineData("504152311504150015", "a Parquet file")]
    [InlineData("1F8B0800", "a gzip archive")]
    [InlineData("89504E470A1A0A0000000D49484452", "a PNG image damaged by a conversion of its line ends")]
    [InlineData("89504E470D0D0A1A0D0A0000000D0D49", "a PNG image damaged by a conversion of its line ends")]
    [InlineData("89504E470D0A1A0D0A0000000D49484452", "a PNG image damaged by a conversion of its line ends")]
    [InlineData("EFBFBD504E470D0A1A0A", "a PNG image damaged by a conversion to UTF-8")]
    [InlineData("EFBFBDEFBFBDEFBFBDEFBFBD00104A464946", "a JPEG image damaged by a conversion to UTF-8")]
    [InlineData("010000006C000000FFFFFFFF", "a Windows metafile (EMF)")] // MS-EMF, section 2.3.4.2: the record's type and size.
    [InlineData("49492A00100000004352", "a raw image of a camera (CR2)")]
    [InlineData("0A05010800000000", "a PCX image")]
    [InlineData("C5D0D3C61E000000", "a PostScript document (EPS)")]
    [InlineData("0807120770797463", "an ONNX model")]
    public void Names_binary_formats(string bytes, string name) =>
        Assert.Equal(
            name,
            FileSignature.Find([.. Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)), .. new byte[8]])?.Name
        );

    [Theory]
    [InlineData("[Content_Types].xml", "an Office document (xlsx, docx)")]
    [InlineData("x_train.npy", "a zip file of NumPy arrays (npz)")]
    [InlineData("archive/data.pkl", "a PyTorch file")]
    [InlineData("train.csv", "a zip archive")]
    public void Names_zip_files_by_their_first_entry(string entry, string name)
    {
        using MemoryStream zip = new();
        using (System.IO.Compression.ZipArchive archive = new(zip, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream content = archive.CreateEntry(entry).Open();
            content.Write("content"u8);
        }

        Assert.Equal(name, FileSignature.Find(zip.ToArray())?.Name);
    }

    [Theory]
    [InlineData("label,pixel0,pixel1\n5,0,0\n")]
    [InlineData("5,0,0,255\n")]
    [InlineData("time,current,voltage,resistance,magnetic EMF,field EMF\n1,2,3,4,5,6\n")]
    [InlineData("\uFFFD\uFFFD\uFFFD\uFFFD,\uFFFD\uFFFD\n1,2\n")]
    [InlineData("BM,label\n1,2\n")]
    [InlineData("P5,P6\n0,1\n")]
    [InlineData("{\"label\": 5}")]
    [InlineData("data: 5, 0, 0")]
    [InlineData("version,label\n1,5")]
    [InlineData("")]
    public void Knows_no_format_of_tables(string text) => Assert.Null(FileSignature.Find(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" \r\n")]
    public void Reads_the_data_url_in_a_text_file(string before)
    {
        GrayImage image = new(3, 2, [0, 50, 100, 150, 200, 250]);
        byte[] file = Encoding.UTF8.GetBytes(before + DataUrl.Encode(image) + "\n");
        Assert.Equal(image.Pixels, ImageCodec.Decode(file, "drawing.dataurl").Pixels);
        Assert.Equal((3, 2), ImageCodec.SizeOf(file, "drawing.dataurl"));
    }

    [Theory]
    [InlineData("data:image/png;base64,data:image/png;base64,AAAA")]
    [InlineData("data:image/png;base64,JVBERi0xLjc=")]
    [InlineData("data:image/svg+xml,<svg/>")]
    public void Rejects_a_data_url_of_anything_but_an_image(string text)
    {
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(Encoding.UTF8.GetBytes(text), "x.txt"));
        Assert.StartsWith("x.txt: expected ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_the_remedy_of_the_format()
    {
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => ImageCodec.Decode("<svg/>"u8, "7.png"));
        Assert.Equal(
            "7.png: expected a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA image, found an SVG drawing. Export the drawing as PNG.",
            error.Message
        );
    }
}
