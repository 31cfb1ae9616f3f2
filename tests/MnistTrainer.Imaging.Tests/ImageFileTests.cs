namespace MnistTrainer.Imaging.Tests;

public sealed class ImageFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-imaging-").FullName;

    [Fact]
    public void Reads_an_image_regardless_of_its_name()
    {
        string path = Write("seven.jpg.txt", TestImages.Encoded["png"]);
        Assert.True(ImageFile.IsImage(path));
        Assert.Equal(16, ImageFile.Read(path).Width);
    }

    [Fact]
    public void Rejects_a_text_file_named_png()
    {
        string path = Write("seven.png", "hello"u8.ToArray());
        Assert.False(ImageFile.IsImage(path));
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => ImageFile.Read(path));
        Assert.Contains(
            "seven.png: expected a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA image, found a text file",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rejects_missing_files_and_folders()
    {
        string missing = Path.Combine(_folder, "none.png");
        Assert.Contains(
            "found no such file",
            Assert.Throws<InvalidImageException>(() => ImageFile.Read(missing)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "found a folder",
            Assert.Throws<InvalidImageException>(() => ImageFile.Read(_folder)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rejects_a_huge_file_without_reading_it()
    {
        string path = Path.Combine(_folder, "huge.png");
        using (FileStream stream = File.Create(path))
            stream.SetLength(ImageFile.MaximumBytes + (6L << 20));
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => ImageFile.Read(path));
        Assert.Contains("at most 64 MiB, found 70 MiB", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
