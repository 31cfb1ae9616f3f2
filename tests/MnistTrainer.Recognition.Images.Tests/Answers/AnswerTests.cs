using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images.Tests.Answers;

public sealed class AnswerTests
{
    [Fact]
    public void A_rejection_answers_its_name_message_and_confidence()
    {
        Rejection rejection = new(RejectionReason.MultipleDigits, 0.75);
        Assert.Equal(new RejectionAnswer("several-digits", rejection.Message, 0.75), RejectionAnswer.Of(rejection));
        Assert.Null(RejectionAnswer.Of(null));
    }

    [Fact]
    public void A_box_is_scaled_by_its_edges_and_never_empty()
    {
        ImageBox box = new(3, 5, 4, 1);
        Assert.Equal(new BoxAnswer(3, 5, 4, 1), BoxAnswer.Of(box));
        Assert.Equal(new BoxAnswer(8, 12, 10, 3), BoxAnswer.Of(box, 2.5));
        Assert.Equal(new BoxAnswer(0, 0, 1, 1), BoxAnswer.Of(box, 0.05));
    }

    [Fact]
    public void An_image_survives_its_data_url()
    {
        GrayImage image = new(2, 1, [7, 250]);
        Assert.Equal(image.Pixels, ImageCodec.Decode(DataUrl.Decode(DataUrl.Encode(image), "url"), "image").Pixels);
    }
}
