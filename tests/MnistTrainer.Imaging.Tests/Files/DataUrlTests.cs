using System.Text;

namespace MnistTrainer.Imaging.Tests.Files;

public sealed class DataUrlTests
{
    [Theory]
    [InlineData("data:,A%20brief%20note", "A brief note")] // The example of RFC 2397.
    [InlineData("data:text/plain;base64,TWFu", "Man")] // RFC 4648 and its padding.
    [InlineData("DATA:image/png;BASE64,TWE=", "Ma")]
    [InlineData("data:;base64,TQ%3D%3D", "M")]
    [InlineData("data:;base64,T W\nF u\r\n", "Man")]
    [InlineData("data:text/plain;charset=base64,TWFu", "TWFu")]
    [InlineData("data:,", "")]
    public void Decodes_data_urls(string url, string expected) =>
        Assert.Equal(expected, Encoding.ASCII.GetString(DataUrl.Decode(url, "url")));

    [Theory]
    [InlineData("http://example.org/", "url: expected a data URL, which starts with data:, found \"http://example.org/\".")]
    [InlineData("", "url: expected a data URL, which starts with data:, found nothing.")]
    [InlineData("data:image/png;base64", "url: expected a data URL with a comma before its data, found \"data:image/png;base6...\".")]
    [InlineData("data:,%4", "url: expected two hexadecimal digits after each %, found \"%4\".")]
    [InlineData("data:,%zz", "url: expected two hexadecimal digits after each %, found \"%zz\".")]
    [InlineData("data:,é", "url: expected a data URL in ASCII, found the character U+00E9.")]
    [InlineData("data:;base64,TWF", "url: expected base64 after the comma, found an invalid character at position 0.")]
    [InlineData("data:;base64,TWFuT*==", "url: expected base64 after the comma, found an invalid character at position 4.")]
    public void Rejects_invalid_data_urls(string url, string message)
    {
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => DataUrl.Decode(url, "url"));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decodes_all_byte_values_in_both_encodings()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        Assert.Equal(bytes, DataUrl.Decode("data:;base64," + Convert.ToBase64String(bytes), "url"));
        Assert.Equal(bytes, DataUrl.Decode("data:," + string.Concat(bytes.Select(value => $"%{value:x2}")), "url"));
    }

    [Fact]
    public void Rejects_data_beyond_the_image_limit() =>
        Assert.Throws<InvalidImageException>(() => DataUrl.Decode("data:," + new string('a', ImageFile.MaximumBytes + 1), "url"));
}
