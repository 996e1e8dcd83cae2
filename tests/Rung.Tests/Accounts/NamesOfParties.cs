using Rung.Accounts;

namespace Rung.Tests.Accounts;

/// <summary>What is compared of a name, an address, a domain.</summary>
public sealed class NamesOfParties
{
    [Theory]
    [InlineData("Helios GmbH", "helios", null)]
    [InlineData("Helios GmbH & Co. KG", "helios", null)]
    [InlineData("HELIOS Solar, Inc.", "heliossolar", null)]
    [InlineData("Helios S.A.", "helios", null)]
    [InlineData("Maersk A/S", "maersk", null)]
    [InlineData("Zielona Góra Sp. z o.o.", "zielonagora", null)]
    [InlineData("ООО Ромашка", "ромашка", null)]
    [InlineData("The Company of Wolves Ltd", "companywolves", null)]
    [InlineData("Group Holdings", "group", null)]
    [InlineData("Procter & Gamble Co", "proctergamble", null)]
    [InlineData("McDonald's Corp", "mcdonalds", null)]
    [InlineData("华夏制造有限公司", "华夏制造", null)]
    [InlineData("华夏制造股份有限公司", "华夏制造", null)]
    [InlineData("华夏制造集团有限公司", "华夏制造", null)]
    [InlineData("北京华夏科技有限公司", "华夏科技", "北京")]
    [InlineData("北京市华夏科技有限公司", "华夏科技", "北京")]
    [InlineData("华夏（北京）科技有限公司", "华夏科技", "北京")]
    [InlineData("广东省深圳市华夏科技有限责任公司", "华夏科技", "深圳")]
    [InlineData("上海银行", "银行", "上海")]
    [InlineData("中国集团", "中国", null)]
    [InlineData("公司", "公司", null)]
    [InlineData("株式会社ソニー", "ソニー", null)]
    [InlineData("ＡＢＣ科技有限公司", "abc科技", null)]
    public void A_company_is_known_by_its_name_without_legal_form_and_place(string name, string core, string? place)
    {
        var company = CompanyName.Of(name);

        Assert.Equal((core, place), (company.Core, company.Place));
    }

    [Theory]
    [InlineData("Ada Lovelace", "ada lovelace")]
    [InlineData("LOVELACE, Ada", "ada lovelace")]
    [InlineData("Dr. Jürgen Müller", "jurgen muller")]
    [InlineData("王 伟", "王伟")]
    [InlineData("王伟先生", "王伟")]
    [InlineData("欧阳　修", "欧阳修")]
    [InlineData("David Wang 王大卫", "david wang 王大卫")]
    [InlineData("先生", "先生")]
    [InlineData("Mr", "mr")]
    [InlineData("...", "")]
    public void A_person_is_known_by_the_words_of_the_name_in_any_order(string name, string key) => Assert.Equal(key, PersonName.Of(name).Key);

    [Theory]
    [InlineData(" Ada@Example.COM ", "ada@example.com")]
    [InlineData("ada+news@example.com", "ada+news@example.com")]
    [InlineData("A.da+news@googlemail.com", "ada@gmail.com")]
    [InlineData("ada@müller.de", "ada@xn--mller-kva.de")]
    [InlineData("ada", null)]
    [InlineData("ada@", null)]
    [InlineData("a da@example.com", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Addresses_are_compared_without_case_and_with_their_tags(string? written, string? compared) => Assert.Equal(compared, ContactPoints.Email(written));

    [Theory]
    [InlineData("https://www.Helios.com/about?x=1", "helios.com")]
    [InlineData("helios.com.", "helios.com")]
    [InlineData("http://helios.com:8080", "helios.com")]
    [InlineData("ada@helios.com", "helios.com")]
    [InlineData("www.gmail.com", null)]
    [InlineData("ada@qq.com", null)]
    [InlineData("not a domain", null)]
    [InlineData("..", null)]
    public void A_company_is_reached_at_its_own_domain_and_at_no_public_one(string written, string? domain) => Assert.Equal(domain, ContactPoints.CompanyDomain(written));
}
