namespace Reporting.Warehouse.Demo;

/// <summary>Invented names of people by region. Indian and Israeli names also have a form in their own script.</summary>
internal static class DemoNames
{
    private static readonly Dictionary<string, (string[] First, string[] Last)> Names = new(StringComparer.Ordinal)
    {
        ["in"] = (
            Words("""
                Aarav/आरव,Anjali/अंजलि,Arjun/अर्जुन,Deepa/दीपा,Devika/देविका,Farhan/फ़रहान,Gaurav/गौरव,Harish/हरीश,Ishaan/ईशान,Jaya/जया,Kavita/कविता,Kiran/किरण,Lakshmi/लक्ष्मी,
                Manoj/मनोज,Meera/मीरा,Mohan/मोहन,Nandini/नंदिनी,Neha/नेहा,Nikhil/निखिल,Pooja/पूजा,Prakash/प्रकाश,Rahul/राहुल,Ramesh/रमेश,Rekha/रेखा,Rohan/रोहन,Sandeep/संदीप,
                Sanjana/संजना,Shalini/शालिनी,Sunita/सुनीता,Suresh/सुरेश,Tanvi/तन्वी,Usha/उषा,Varun/वरुण,Vikram/विक्रम,Vinod/विनोद,Yash/यश
                """),
            Words("""
                Agarwal/अग्रवाल,Bhatt/भट्ट,Chauhan/चौहान,Deshpande/देशपांडे,Dutta/दत्ता,Ghosh/घोष,Gupta/गुप्ता,Iyer/अय्यर,Jain/जैन,Joshi/जोशी,Kapoor/कपूर,Khanna/खन्ना,Kulkarni/कुलकर्णी,
                Kumar/कुमार,Malhotra/मल्होत्रा,Mehta/मेहता,Menon/मेनन,Mishra/मिश्रा,Nair/नायर,Pandey/पांडे,Patil/पाटिल,Pillai/पिल्लई,Rao/राव,Reddy/रेड्डी,Saxena/सक्सेना,Sen/सेन,
                Sethi/सेठी,Sharma/शर्मा,Shetty/शेट्टी,Singh/सिंह,Sinha/सिन्हा,Srivastava/श्रीवास्तव,Thakur/ठाकुर,Tiwari/तिवारी,Varma/वर्मा,Yadav/यादव
                """)),
        ["il"] = (
            Words("""
                Amir/אמיר,Anat/ענת,Avi/אבי,Chen/חן,Daniel/דניאל,Daphna/דפנה,Eitan/איתן,Elad/אלעד,Gal/גל,Hadas/הדס,Ido/עידו,Ilana/אילנה,Keren/קרן,Liat/ליאת,Lior/ליאור,Maya/מאיה,
                Michal/מיכל,Moran/מורן,Nadav/נדב,Nir/ניר,Noa/נועה,Omer/עומר,Oren/אורן,Orly/אורלי,Rina/רינה,Roni/רוני,Shira/שירה,Tal/טל,Tamar/תמר,Uri/אורי,Yael/יעל,Yonatan/יונתן
                """),
            Words("""
                Abramov/אברמוב,Alon/אלון,Amar/עמר,Azulay/אזולאי,Bar/בר,Biton/ביטון,Carmi/כרמי,Cohen/כהן,Dahan/דהן,Dayan/דיין,Eliyahu/אליהו,Friedman/פרידמן,Golan/גולן,Harel/הראל,
                Hazan/חזן,Katz/כץ,Lavi/לביא,Levi/לוי,Malka/מלכה,Mizrahi/מזרחי,Navon/נבון,Ohana/אוחנה,Peled/פלד,Peretz/פרץ,Regev/רגב,Rosen/רוזן,Sasson/ששון,Segal/סגל,Shalev/שלו,
                Shapira/שפירא,Tzur/צור,Weiss/וייס
                """)),
        ["en"] = (
            Words("Alice,Andrew,Brian,Caroline,Claire,David,Emma,Fiona,George,Hannah,James,Karen,Laura,Mark,Megan,Olivia,Peter,Rachel,Simon,Thomas"),
            Words("Adams,Baker,Bennett,Carter,Clarke,Collins,Ellis,Fletcher,Graham,Harrison,Hughes,Marshall,Mitchell,Morrison,Palmer,Reynolds,Stewart,Turner,Walker,Whitfield")),
        ["fr"] = (
            Words("Agnès,Alain,Benoît,Camille,Céline,Damien,Élodie,Étienne,François,Hélène,Julien,Laurent,Luc,Margaux,Mathieu,Nathalie,Olivier,Pascale,Sylvie,Thierry"),
            Words("Bernard,Blanchard,Bonnet,Chevalier,Dubois,Durand,Fontaine,Garnier,Girard,Lambert,Lefèvre,Marchand,Mercier,Morel,Perrin,Renard,Rousseau,Roux,Tessier,Vasseur")),
        ["de"] = (
            Words("Andreas,Anke,Birgit,Claudia,Dirk,Eva,Florian,Gerhard,Heike,Jan,Jörg,Katrin,Lars,Markus,Nina,Petra,Ralf,Sabine,Stefan,Ute"),
            Words("Albrecht,Bauer,Becker,Brandt,Dietrich,Fischer,Hartmann,Hoffmann,Keller,Krüger,Lang,Lehmann,Möller,Neumann,Richter,Schäfer,Schröder,Vogel,Weber,Winkler")),
        ["no"] = (
            Words("Anders,Astrid,Bjørn,Einar,Elin,Erik,Freja,Gustav,Hanna,Ingrid,Johan,Kari,Lars,Magnus,Maja,Nils,Olav,Sigrid,Solveig,Sven"),
            Words("Ahlgren,Andersen,Berg,Bergström,Dahl,Ekholm,Haugen,Holm,Jensen,Karlsson,Koskinen,Lindqvist,Lund,Nygård,Nyström,Olsen,Rasmussen,Sandberg,Solberg,Virtanen")),
        ["ru"] = (
            Words("Aleksandra,Andrei,Boris,Darya,Dmitri,Elena,Galina,Igor,Irina,Ivan,Katarzyna,Maksim,Marek,Nadezhda,Nikolai,Olga,Pavel,Petr,Tatiana,Yana"),
            Words("Antonov,Belov,Dvořák,Fedorov,Georgiev,Ilić,Kowalczyk,Kozlov,Lebedev,Morozov,Novák,Orlov,Pavlov,Petrov,Sokolov,Stoyanov,Tikhonov,Volkov,Wójcik,Zieliński")),
        ["es"] = (
            Words("Adriana,Alejandro,Beatriz,Camila,Carlos,Diego,Elena,Fernando,Gabriela,Inés,Javier,José,Lucía,Manuel,María,Paula,Pedro,Rafael,Sofía,Tomás"),
            Words("Aguilar,Almeida,Cabrera,Castro,Cordero,Delgado,Espinosa,Ferreira,García,Herrera,Iglesias,Medina,Molina,Navarro,Núñez,Ortega,Reyes,Santos,Soto,Vargas")),
        ["it"] = (
            Words("Alessia,Andrei,Bianca,Chiara,Davide,Elisa,Federico,Giorgia,Ilaria,Lorenzo,Luca,Marta,Matteo,Mihai,Paolo,Riccardo,Silvia,Simone,Stefano,Valentina"),
            Words("Barbieri,Bianchi,Conti,Costa,Dumitru,Esposito,Ferrara,Fontana,Gallo,Greco,Ionescu,Longo,Lombardi,Marino,Moretti,Popa,Ricci,Rinaldi,Russo,Vitale")),
        ["ar"] = (
            Words("Abdallah,Ahmed,Amina,Fatima,Hamad,Hassan,Huda,Ibrahim,Khalid,Layla,Mariam,Mohammed,Nasser,Noura,Omar,Rania,Saeed,Salma,Tariq,Youssef"),
            Words("Al Balushi,Al Hashmi,Al Harbi,Al Kaabi,Al Mazrouei,Al Otaibi,Al Qahtani,Al Rashdi,Al Suwaidi,Alami,Benali,Didi,El Amrani,El Masry,El Sayed,Farouk,Mansour,Rasheed,Shafik,Zaki")),
        ["jp"] = (
            Words("Akira,Ayumi,Daisuke,Emi,Haruto,Hiroshi,Kaori,Kenji,Makoto,Mika,Naoki,Rie,Satoshi,Shun,Takeshi,Tomoko,Yoko,Yuki,Yumi,Yuta"),
            Words("Aoki,Endo,Fujita,Goto,Hayashi,Ikeda,Inoue,Ishii,Kato,Kimura,Maeda,Matsuda,Mori,Nakamura,Ogawa,Okada,Saito,Sasaki,Ueda,Yamada")),
        ["kr"] = (
            Words("Dong-hyun,Eun-ji,Hae-won,Hye-jin,Jae-ho,Ji-woo,Jin-su,Joon-ho,Kyung-mi,Mi-rae,Min-jun,Sang-woo,Seo-yeon,Soo-min,Sung-ho,Tae-yang,Woo-jin,Ye-rin,Young-ho,Yu-na"),
            Words("Ahn,Bae,Choi,Han,Hong,Jang,Jeon,Jung,Kang,Kim,Kwon,Lee,Lim,Oh,Park,Seo,Shin,Song,Yang,Yoon")),
        ["cn"] = (
            Words("Anh,Bao,Chai,Duc,Hui Min,Jia Hao,Kai Wen,Lan,Li Ting,Linh,Mei Ling,Minh,Nattapong,Phuong,Quang,Siriporn,Somchai,Thanh,Wei Jie,Xin Yi"),
            Words("Chan,Chua,Dang,Goh,Ho,Huynh,Koh,Le,Lim,Ng,Nguyen,Ong,Pham,Phan,Suwan,Tan,Teo,Tran,Vu,Wong")),
        ["id"] = (
            Words("Adi,Agus,Aisyah,Bambang,Budi,Dewi,Dian,Eko,Farid,Hendra,Indah,Kartika,Nurul,Putri,Ratna,Rizal,Siti,Sri,Wahyu,Yusof"),
            Words("Abdullah,Gunawan,Hamid,Hidayat,Ismail,Kurniawan,Lestari,Nasution,Nugroho,Pratama,Rahman,Salleh,Santoso,Saputra,Setiawan,Siregar,Sutanto,Utami,Wibowo,Wijaya")),
        ["gr"] = (
            Words("Alexandros,Andreas,Anna,Christina,Dimitra,Eleni,Georgios,Ioanna,Katerina,Konstantinos,Maria,Marios,Michalis,Nikos,Panagiotis,Petros,Sofia,Spyros,Stavros,Vasiliki"),
            Words("Alexiou,Antoniou,Christou,Demetriou,Georgiou,Ioannou,Karras,Kostas,Lazaridis,Makris,Michaelides,Nicolaou,Panagos,Pappas,Pavlou,Savvas,Stavrou,Theodorou,Vlachos,Zachariou")),
        ["tr"] = (
            Words("Aigerim,Alisher,Anahit,Aram,Aysel,Baatar,Dilnoza,Elchin,Gulnara,Hayk,Kamran,Leyla,Murat,Nargiza,Nurlan,Oyun,Rashad,Sevda,Timur,Zarina"),
            Words("Abenov,Akhmedov,Aliyeva,Asatryan,Babayev,Bold,Ganbat,Grigoryan,Guliyev,Hakobyan,Huseynov,Ismailov,Karimov,Mammadov,Nazarov,Omarov,Rakhimov,Suleimenov,Tulegenov,Yusupov")),
        ["af"] = (
            Words("Abebe,Akosua,Amara,Chinedu,Chipo,Daniel,Esther,Fatou,Grace,Ibrahim,Jabu,Joseph,Kwame,Lerato,Mercy,Nia,Samuel,Selam,Tendai,Wanjiru"),
            Words("Abara,Adeyemi,Asante,Bekele,Boateng,Dlamini,Habimana,Kamau,Kariuki,Khumalo,Mensah,Mokoena,Mutua,Ndlovu,Nkosi,Obi,Okafor,Owusu,Tadesse,Uwimana")),
        ["hu"] = (
            Words("Ágnes,András,Anna,Balázs,Dóra,Eszter,Gábor,Gergely,István,Judit,Katalin,László,Márta,Péter,Réka,Tamás,Viktória,Zoltán,Zsófia,Zsolt"),
            Words("Balogh,Barta,Bodnár,Csonka,Farkas,Fekete,Hegedűs,Juhász,Kelemen,Kocsis,Lukács,Mészáros,Molnár,Rácz,Simon,Szabó,Takács,Tóth,Varga,Vörös")),
    };

    /// <summary>A name, and its form in its own script if the vocabulary has one.</summary>
    public static (string Name, string? Local) Draw(string names, DemoRandom random)
    {
        var (first, last) = Names[names];
        var (one, two) = (first[random.Below(first.Length)].Split('/'), last[random.Below(last.Length)].Split('/'));
        return ($"{one[0]} {two[0]}", one.Length == 2 && two.Length == 2 ? $"{one[1]} {two[1]}" : null);
    }

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
