namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ClassFoldersTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mnist-classes-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("/etc")]
    [InlineData("a/b")]
    [InlineData(@"a\b")]
    [InlineData(@"C:\x")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("con")]
    [InlineData("NUL.png")]
    [InlineData("x\0")]
    [InlineData("ends.")]
    [InlineData("ends ")]
    public void Whatever_the_name_of_a_class_its_folder_is_inside(string className)
    {
        string folder = Assert.Single(ClassFolders.NamesOf([className]));
        string path = Directory.CreateDirectory(Path.Combine(_root, folder)).FullName;
        Assert.Equal(_root, Path.GetDirectoryName(path));
        Assert.Equal(folder, Path.GetFileName(path));
        Assert.False(folder.StartsWith('.'), folder);
        Assert.DoesNotContain(folder, c => char.IsControl(c) || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal));

        // Windows drops what ends so, and opens devices by these names.
        Assert.False(folder.EndsWith('.') || folder.EndsWith(' '), folder);
        Assert.DoesNotMatch("(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])([.]|$)", folder);
    }

    [Fact]
    public void Different_classes_have_different_folders_even_where_case_does_not_count()
    {
        string[] classes = ["a", "A", "ä", "Ä", "../x", "x", "%", "", new string('n', 300), new string('n', 301)];
        Assert.Equal(classes.Length, ClassFolders.NamesOf(classes).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("고양이")]
    [InlineData("two words")]
    public void A_harmless_name_is_kept(string className) => Assert.Equal([className], ClassFolders.NamesOf([className]));
}
