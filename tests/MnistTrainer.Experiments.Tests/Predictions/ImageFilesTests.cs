using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class ImageFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ImageFilesTests()
    {
        foreach (string name in (string[])["b.png", "a.png", "notes.txt"])
            Write(name);
        Write(Path.Combine("x", "y", "1.png"));
        Write(Path.Combine("z", "2.jpg"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("b.png", "b.png")]
    [InlineData("notes.txt", "notes.txt")]
    [InlineData("", "a.png", "b.png", "x/y/1.png", "z/2.jpg")]
    [InlineData("?.png", "a.png", "b.png")]
    [InlineData("**/*.png", "a.png", "b.png", "x/y/1.png")]
    [InlineData("*/*.jpg", "z/2.jpg")]
    [InlineData("x/*/1.*", "x/y/1.png")]
    public void Finds_files_folders_and_patterns(string named, params string[] found) =>
        Assert.Equal(
            found.Select(name => _folder[name.Replace('/', Path.DirectorySeparatorChar)]),
            ImageFiles.Find(_folder[named], cancellation: TestContext.Current.CancellationToken)
        );

    [Theory]
    [InlineData("gone.png", "expected an image, found no such file")]
    [InlineData("*.gif", "expected a pattern that matches images, found no file that matches")]
    [InlineData("empty", "expected images (.png, .jpg, .jpeg, .bmp, .gif, .webp, .tif, .pbm, .pgm, .ppm, .tga), found no files")]
    public void Rejects_names_without_images(string named, string message)
    {
        Directory.CreateDirectory(_folder["empty"]);
        Assert.Contains(
            message,
            Assert
                .Throws<InvalidInputException>(() => ImageFiles.Find(_folder[named], cancellation: TestContext.Current.CancellationToken))
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Orders_names_by_their_numbers_and_notes_images_that_cannot_be_read()
    {
        foreach (string name in (string[])["n/img_10.png", "n/img_2.png", "n/img_1.jpg", "n/IMG_3.HEIC", "n/notes.txt"])
            _folder.Write(name, "BM");
        Assert.Equal(
            ["img_1.jpg", "img_2.png", "img_10.png"],
            ImageFiles
                .Find(_folder["n"], out IReadOnlyList<string> notes, cancellation: TestContext.Current.CancellationToken)
                .Select(Path.GetFileName)
        );
        Assert.Equal([$"{_folder["n"]}: left out: 1 HEIC, which cannot be read."], notes);
        Assert.Equal(
            ["img_2.png", "img_10.png"],
            ImageFiles.Find(_folder["n/*.png"], cancellation: TestContext.Current.CancellationToken).Select(Path.GetFileName)
        );
    }

    private void Write(string name) => _folder.Write(name, name.EndsWith(".txt", StringComparison.Ordinal) ? "text" : "BM");
}
